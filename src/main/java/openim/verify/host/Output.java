package openim.verify.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a tool wrote: at most the first megabyte, without terminal colours. */
final class Output {

    private static final int MOST = 1 << 20;

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]|\r");

    private Output() {}

    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return COLOUR.matcher(new String(in.readNBytes(MOST), StandardCharsets.UTF_8))
                    .replaceAll("");
        }
    }
}
