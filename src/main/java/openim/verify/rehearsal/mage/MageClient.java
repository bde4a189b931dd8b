package openim.verify.rehearsal.mage;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The process that a shell knows as {@code mage}, or as {@code component}: hands its name, its arguments and its working
 * directory to the rehearsal on a loopback port (its first argument), prints what comes back, and ends with the status that
 * comes last.
 *
 * <p>It needs nothing but the JDK, so that it starts fast.
 */
public final class MageClient {

    /** What follows is the exit status. */
    static final byte END = 0;

    /** What follows is to be printed. */
    static final byte LINE = 1;

    /** What follows is to be started: the number of arguments, and these. */
    static final byte START = 2;

    private MageClient() {}

    public static void main(String[] arguments) {
        Runtime.getRuntime().halt(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments.get(0)))) {
            ask(new DataOutputStream(socket.getOutputStream()), arguments.subList(1, arguments.size()));
            try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
                return print(new DataInputStream(socket.getInputStream()), out);
            }
        } catch (IOException e) {
            complain("the rehearsal is over: " + e.getMessage() + "\n");
            return 1;
        }
    }

    private static void ask(DataOutputStream request, List<String> arguments) throws IOException {
        request.writeUTF(System.getProperty("user.dir"));
        request.writeInt(arguments.size());
        for (String argument : arguments) {
            request.writeUTF(argument);
        }
        request.flush();
    }

    private static int print(DataInputStream answer, OutputStream out) throws IOException {
        for (byte kind = answer.readByte(); kind != END; kind = answer.readByte()) {
            if (kind == START) {
                start(answer);
            } else {
                out.write((answer.readUTF() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return answer.readInt();
    }

    /** As mage does: what it starts is its child, and writes where mage writes. */
    private static void start(DataInputStream answer) throws IOException {
        List<String> commandLine = new ArrayList<>();
        for (int left = answer.readInt(); left > 0; left--) {
            commandLine.add(answer.readUTF());
        }
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
