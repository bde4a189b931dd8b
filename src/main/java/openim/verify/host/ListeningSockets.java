package openim.verify.host;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Who listens on a port of this machine: {@code /proc/net/tcp} tells the socket, {@code /proc/<pid>/fd} the process that holds
 * it, and {@code /proc/<pid>/exe} the file that it runs.
 *
 * <p>The processes of other users cannot be looked into: their sockets are seen, and their owner is not. Works on Linux only.
 */
public final class ListeningSockets {

    private static final String LISTEN = "0A";

    private final Path proc;

    private ListeningSockets(Path proc) {
        this.proc = proc;
    }

    /** Those of this machine. */
    public static ListeningSockets here() {
        return new ListeningSockets(Path.of("/proc"));
    }

    /**
     * Who answers on a port.
     *
     * @param address at which it is asked; a socket bound to it comes before one that is bound to all addresses
     * @return one for each process that holds the socket; one without a process if none can be seen; empty if nobody listens
     * @throws NotLookedAt if this is not Linux
     * @throws CannotLook if the sockets cannot be read
     */
    public List<Listener> on(InetAddress address, int port) {
        List<Bound> bound = bound().stream().filter(each -> each.port() == port).toList();
        List<Bound> exact = bound.stream().filter(each -> each.isAt(address)).toList();
        List<Bound> answering =
                exact.isEmpty() ? bound.stream().filter(Bound::everywhere).toList() : exact;
        return answering.stream()
                .flatMap(socket -> holders(socket).stream())
                .distinct()
                .toList();
    }

    private record Bound(InetAddress address, int port, String inode) {

        boolean everywhere() {
            return address.isAnyLocalAddress();
        }

        /** IPv4 addresses also arrive at sockets that were bound as IPv6. */
        boolean isAt(InetAddress other) {
            return address.equals(other);
        }
    }

    private List<Bound> bound() {
        Path tcp = proc.resolve("net/tcp");
        if (!Files.isReadable(tcp)) {
            throw new NotLookedAt("there is no " + tcp + " here, so nobody looked who listens on which port");
        }
        List<Bound> bound = new ArrayList<>();
        try {
            bound.addAll(read(tcp));
            Path tcp6 = proc.resolve("net/tcp6");
            if (Files.isReadable(tcp6)) {
                bound.addAll(read(tcp6));
            }
        } catch (IOException e) {
            throw new CannotLook("the sockets of this machine cannot be read: " + e.getMessage(), e);
        }
        return bound;
    }

    private static List<Bound> read(Path file) throws IOException {
        List<Bound> bound = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length > 9 && fields[3].equals(LISTEN)) {
                String[] local = fields[1].split(":", -1);
                bound.add(new Bound(address(local[0]), Integer.parseInt(local[1], 16), fields[9]));
            }
        }
        return bound;
    }

    /** Hex, each group of four bytes the wrong way round. */
    private static InetAddress address(String hex) throws UnknownHostException {
        byte[] bytes = new byte[hex.length() / 2];
        byte[] plain = new BigInteger("01" + hex, 16).toByteArray();
        byte[] written = Arrays.copyOfRange(plain, 1, plain.length);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = written[i / 4 * 4 + 3 - i % 4];
        }
        return InetAddress.getByAddress(bytes);
    }

    private List<Listener> holders(Bound socket) {
        List<Listener> holders = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, "socket:[" + socket.inode() + "]")) {
                    holders.add(listener(process));
                }
            }
        } catch (IOException e) {
            throw new CannotLook("the processes of this machine cannot be listed: " + e.getMessage(), e);
        }
        return holders.isEmpty() ? List.of(Listener.UNSEEN) : holders;
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : open) {
                if (target(descriptor).filter(socket::equals).isPresent()) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException notOurs) {
            // Another user's, or gone by now.
        }
        return false;
    }

    private static Optional<String> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static Listener listener(Path process) {
        long pid = Long.parseLong(process.getFileName().toString());
        return new Listener(
                Optional.of(pid),
                target(process.resolve("exe")).map(file -> Path.of(file.replaceFirst(" \\(deleted\\)$", ""))));
    }
}
