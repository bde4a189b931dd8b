package openim.verify.client.component;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A peer that speaks as Redis, or as a sentinel, does, and says what it was told to. */
final class FakeRedis implements AutoCloseable {

    private final ServerSocket door;
    private final Map<String, String> answers = new LinkedHashMap<>();

    FakeRedis() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        answers.put("PING", "+PONG\r\n");
        Thread thread = new Thread(this::serve, "fake redis");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    /** Answers a section of INFO with these lines. */
    FakeRedis info(String section, String... lines) {
        answers.put("INFO " + section.toUpperCase(Locale.ROOT), bulk(String.join("\r\n", lines)));
        return this;
    }

    FakeRedis answering(String command, String raw) {
        answers.put(command, raw);
        return this;
    }

    /** Answers as a sentinel that has one master, with these facts by their names. */
    FakeRedis master(String... namesAndValues) {
        StringBuilder one = new StringBuilder("*1\r\n*" + namesAndValues.length + "\r\n");
        List.of(namesAndValues).forEach(each -> one.append(bulk(each)));
        return answering("SENTINEL MASTERS", one.toString());
    }

    /** A text as Redis writes one. */
    static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket client = door.accept()) {
                InputStream in = new BufferedInputStream(client.getInputStream());
                for (List<String> command = command(in); !command.isEmpty(); command = command(in)) {
                    client.getOutputStream().write(answer(command).getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException | UncheckedIOException gone) {
                // The next one is welcome.
            }
        }
    }

    private String answer(List<String> command) {
        String typed = String.join(" ", command).toUpperCase(Locale.ROOT);
        return answers.getOrDefault(typed, "-ERR unknown command\r\n");
    }

    private static List<String> command(InputStream in) throws IOException {
        String head = line(in);
        List<String> words = new ArrayList<>();
        int count = head.startsWith("*") ? Integer.parseInt(head.substring(1)) : 0;
        for (int i = 0; i < count; i++) {
            int length = Integer.parseInt(line(in).substring(1));
            words.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            line(in);
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
