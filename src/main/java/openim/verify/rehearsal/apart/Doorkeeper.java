package openim.verify.rehearsal.apart;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.service.process.Ticker;

/**
 * Ties each part's work, which is done here, to the process that stands for it.
 *
 * <p>A door process connects when it starts, and is told which port to hold. From then on the part runs; when the last
 * process of its name is gone it is dead; while all of them are stopped it hangs.
 */
public final class Doorkeeper implements AutoCloseable {

    /** How often it looks whether a process is stopped. */
    public static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ServerSocket listener;
    private final Map<String, Doorway> doorways = new ConcurrentHashMap<>();
    private final Map<String, RehearsalPart> work = new ConcurrentHashMap<>();
    private final List<Tethered> doors = new CopyOnWriteArrayList<>();
    private final Ticker looking;

    private Doorkeeper(ServerSocket listener) {
        this.listener = listener;
        this.looking = new Ticker("doorkeeper", LOOK_EVERY, this::look);
    }

    /** Begins to wait for door processes on this machine, on a free loopback port. */
    public static Doorkeeper start() {
        return start(InetAddress.getLoopbackAddress());
    }

    /** The same for processes in containers, which reach this machine at that address. */
    public static Doorkeeper start(InetAddress facing) {
        try {
            Doorkeeper keeper = new Doorkeeper(new ServerSocket(0, 0, facing));
            daemon(keeper::accept);
            return keeper;
        } catch (IOException e) {
            throw new UncheckedIOException("the doorkeeper finds no port", e);
        }
    }

    /** Where a {@link DoorProcess} finds it. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Says what the process of this part has to hold; to be called before it starts. */
    public void leads(String part, Doorway doorway) {
        doorways.put(part, doorway);
    }

    /** Says who works for the process of this name; from now on his life is the process's. */
    public void worksFor(RehearsalPart worker) {
        work.put(worker.name(), worker);
        settle(worker.name());
    }

    /** Waits until this part runs, whoever started it. */
    public void awaitRunning(String part) {
        await(part, RehearsalPart.State.RUNNING, PATIENCE);
    }

    /** The processes of this part that live, stopped ones included. */
    List<Tethered> of(String part) {
        return doors.stream().filter(door -> door.name().equals(part)).toList();
    }

    /** What the part is doing; dead if nobody works for it yet. */
    RehearsalPart.State state(String part) {
        RehearsalPart worker = work.get(part);
        return worker == null ? RehearsalPart.State.DEAD : worker.state();
    }

    /** Waits until the work of this part is in that state. */
    synchronized void await(String part, RehearsalPart.State state, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (state(part) != state) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IllegalStateException(part + " is still " + state(part) + " and not " + state + " after "
                            + patience.toSeconds() + " s");
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Kills all processes: stopped ones would never see that the rehearsal is over. */
    @Override
    public void close() {
        looking.close();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the doorkeeper does not end", e);
        }
        doors.forEach(Tethered::kill);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket tether = listener.accept();
                daemon(() -> keep(tether));
            } catch (IOException e) {
                // Closed, or the process was gone before it was accepted.
            }
        }
    }

    private void keep(Socket tether) {
        try (tether) {
            DataInputStream in = new DataInputStream(tether.getInputStream());
            Tethered door = new Tethered(in.readUTF(), in.readLong(), tether);
            Doorway doorway = doorways.getOrDefault(door.name(), Doorway.NONE);
            DataOutputStream out = new DataOutputStream(tether.getOutputStream());
            out.writeInt(doorway.port());
            out.writeInt(doorway.inside());
            in.readBoolean();
            doors.add(door);
            settle(door.name());
            try {
                door.keep();
            } finally {
                doors.remove(door);
                settle(door.name());
            }
        } catch (IOException e) {
            // It is gone, before it held its port or after.
            return;
        }
    }

    private void look() {
        work.keySet().forEach(this::settle);
    }

    /** Lets the work be in the state that its processes are in. */
    private synchronized void settle(String part) {
        RehearsalPart worker = work.get(part);
        if (worker == null) {
            return;
        }
        RehearsalPart.State before = worker.state();
        List<Tethered> there = of(part);
        if (there.isEmpty()) {
            worker.kill();
        } else if (there.stream().allMatch(Tethered::stands)) {
            worker.start();
            worker.hang();
        } else {
            worker.start();
            worker.resume();
        }
        if (worker.state() != before) {
            notifyAll();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "rehearsal door");
        thread.setDaemon(true);
        thread.start();
    }
}
