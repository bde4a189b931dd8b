package openim.verify.rehearsal.mage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A run of a tool by an operator's shell, when it has ended. */
record ToolRun(int status, String words) {

    static ToolRun of(Path directory, Path tool, List<String> arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(tool.toString()), arguments.stream())
                        .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ToolRun(process.waitFor(), words);
    }
}
