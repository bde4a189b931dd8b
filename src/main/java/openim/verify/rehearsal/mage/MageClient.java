package openim.verify.rehearsal.mage;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link Script} is where there is no bash: hands its name, its arguments and its working directory to the rehearsal on a
 * loopback port (its first argument), does what each {@link AnswerLine} of the answer says, and ends with the status that comes last.
 *
 * <p>It needs nothing but the JDK, so that it starts fast.
 */
public final class MageClient {

    private MageClient() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().halt(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments.get(0)))) {
            ask(socket.getOutputStream(), arguments.subList(1, arguments.size()));
            try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                return print(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                        out);
            }
        } catch (IOException e) {
            complain("the rehearsal is over\n");
            return 1;
        }
    }

    private static void ask(OutputStream request, List<String> arguments) throws IOException {
        StringBuilder words = new StringBuilder().append(arguments.size()).append('\0');
        words.append(System.getProperty("user.dir")).append('\0');
        arguments.forEach(argument -> words.append(argument).append('\0'));
        request.write(words.toString().getBytes(StandardCharsets.UTF_8));
        request.flush();
    }

    private static int print(BufferedReader answer, OutputStream out) throws IOException {
        List<String> commandLine = new ArrayList<>();
        for (String line = answer.readLine(); line != null; line = answer.readLine()) {
            String rest = line.substring(1);
            switch (line.charAt(0)) {
                case AnswerLine.PRINT -> out.write((rest + "\n").getBytes(StandardCharsets.UTF_8));
                case AnswerLine.ARGUMENT -> commandLine.add(rest);
                case AnswerLine.START -> {
                    start(commandLine);
                    commandLine.clear();
                }
                default -> {
                    return Integer.parseInt(rest);
                }
            }
        }
        throw new EOFException();
    }

    /** As mage does: what it starts is its child, and writes where mage writes. */
    private static void start(List<String> commandLine) throws IOException {
        new ProcessBuilder(commandLine)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void complain(String words) {
        try (OutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(words.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("nobody hears that " + words, e);
        }
    }
}
