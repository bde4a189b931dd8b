package openim.verify.rehearsal.component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds ports that stay free while nobody listens on them: a relay listens on its port long after it was given it, and again
 * after each fault. None is given out twice, by this process or another one.
 *
 * <p>For that each process has blocks of ports of its own: those whose first port it listens on. The operating system gives them
 * back however it ends.
 */
final class LoopbackPort {

    /** Below what Linux gives to outgoing connections: a port that refuses for a while is not taken by one of those. */
    private static final int FIRST = 15_000;

    private static final int END = 32_000;

    private static final int BLOCK = 100;

    /** Guarded by the class, as is what follows; never closed. */
    private static final List<ServerSocket> BLOCKS = new ArrayList<>();

    private static final Deque<Integer> NOT_YET_GIVEN = new ArrayDeque<>();

    private LoopbackPort() {}

    /**
     * The next one.
     *
     * @throws IllegalStateException if others have them all
     */
    static synchronized int free() {
        while (true) {
            if (NOT_YET_GIVEN.isEmpty()) {
                takeBlock();
            }
            int port = NOT_YET_GIVEN.remove();
            Optional<ServerSocket> listening = listenOn(port);
            if (listening.isPresent()) {
                close(listening.get());
                return port;
            }
        }
    }

    private static void takeBlock() {
        List<Integer> blocks = new ArrayList<>(IntStream.iterate(FIRST, first -> first < END, first -> first + BLOCK)
                .boxed()
                .toList());
        Collections.shuffle(blocks);
        for (int first : blocks) {
            Optional<ServerSocket> ours = listenOn(first);
            if (ours.isPresent()) {
                BLOCKS.add(ours.get());
                IntStream.range(first + 1, first + BLOCK).forEach(NOT_YET_GIVEN::add);
                return;
            }
        }
        throw new IllegalStateException("no free ports between " + FIRST + " and " + END);
    }

    private static Optional<ServerSocket> listenOn(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException somebodyDoes) {
            return Optional.empty();
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("port " + socket.getLocalPort() + " cannot be given back", e);
        }
    }
}
