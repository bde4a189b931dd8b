package openim.verify.rehearsal.mage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalPart;

/** Does what the rehearsal's {@code mage} and {@code component} are asked to do, on a loopback port that each {@link Script} knows. */
public final class MageServer implements AutoCloseable {

    static final String MAGE = "mage";

    static final String COMPONENT = "component";

    /** As mage's own do for a target that it does not know. */
    private static final int UNKNOWN_TARGET = 2;

    private final List<MageCheckout> checkouts;
    private final List<RehearsalPart> components;
    private final Lies lies;
    private final Duration second;
    private final ServerSocket listener;
    private final Map<String, Tool> others = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private MageServer(
            List<MageCheckout> checkouts,
            List<RehearsalPart> components,
            Lies lies,
            Duration second,
            ServerSocket listener) {
        this.checkouts = List.copyOf(checkouts);
        this.components = List.copyOf(components);
        this.lies = lies;
        this.second = second;
        this.listener = listener;
    }

    /** Serves these checkouts and components until it is closed. */
    public static MageServer start(List<MageCheckout> checkouts, List<RehearsalPart> components, Lies lies) {
        return start(checkouts, components, lies, Duration.ofSeconds(1));
    }

    /** As {@link #start(List, List, Lies)}, with seconds of another length. */
    static MageServer start(List<MageCheckout> checkouts, List<RehearsalPart> components, Lies lies, Duration second) {
        try {
            ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            MageServer server = new MageServer(checkouts, components, lies, second, listener);
            daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("mage finds no port", e);
        }
    }

    /** Serves another tool too, under this name. */
    public void serve(String name, Tool tool) {
        others.put(name, tool);
    }

    /** Where a {@link Script} finds it. */
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("mage does not end", e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or the client was gone before it was accepted.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream request = new BufferedInputStream(socket.getInputStream());
            int count = Integer.parseInt(word(request));
            Path directory = Path.of(word(request));
            List<String> arguments = new ArrayList<>();
            while (arguments.size() < count) {
                arguments.add(word(request));
            }
            Printer printer = new Printer(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
            printer.end(run(directory, arguments, printer));
        } catch (IOException | UncheckedIOException e) {
            // The mage that asked was ended: nobody is left to answer.
            return;
        }
    }

    /** What comes before the next zero. */
    private static String word(InputStream request) throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (int next = request.read(); next != 0; next = request.read()) {
            if (next < 0) {
                throw new EOFException("the mage that asked is gone");
            }
            word.write(next);
        }
        return word.toString(StandardCharsets.UTF_8);
    }

    private int run(Path directory, List<String> typed, Printer printer) throws IOException {
        List<String> arguments = typed.subList(1, typed.size());
        Tool other = others.get(typed.get(0));
        if (other != null) {
            return other.run(directory, arguments, printer::plain);
        }
        return typed.get(0).equals(COMPONENT)
                ? new ComponentSwitch(components, printer).run(arguments)
                : mage(directory, arguments, printer);
    }

    private int mage(Path directory, List<String> arguments, Printer printer) throws IOException {
        Optional<MageCheckout> checkout = checkouts.stream()
                .filter(candidate -> candidate.directory().equals(directory))
                .findFirst();
        if (checkout.isEmpty()) {
            printer.plain("No .go files marked with the mage build tag in this directory.");
            return 1;
        }
        MageRun run = new MageRun(checkout.get(), MageStartConfig.of(directory), printer, lies, this::pause);
        String target = arguments.isEmpty() ? "" : arguments.get(0);
        return switch (target) {
            case "check" -> run.check();
            case "stop" -> run.stop();
            case "start" -> start(run, arguments.subList(1, arguments.size()));
            default -> {
                printer.plain("Unknown target specified: \"" + target + "\"");
                yield UNKNOWN_TARGET;
            }
        };
    }

    private int start(MageRun run, List<String> named) {
        int status = run.start(named);
        if (lies.told(Lie.STARTED_DIES_AGAIN)) {
            daemon(() -> {
                try {
                    run.dieAgain();
                } catch (UncheckedIOException e) {
                    // The rehearsal is over, and everything with it.
                    return;
                }
            });
        }
        return status;
    }

    private void pause() {
        try {
            if (closed.await(second.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UncheckedIOException(new IOException("the rehearsal is over"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "rehearsal mage");
        thread.setDaemon(true);
        thread.start();
    }
}
