package openim.verify.rehearsal.docker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.service.process.Ticker;

/**
 * What a MinIO that is away does to the all-in-one containers, as the runbook has it: the three processes that the probes
 * ask answer nobody, and go on a while after MinIO is back.
 */
public final class MinioOutage implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final RehearsalPart minio;
    private final List<RehearsalPart> taken;
    private final Duration returnsAfter;
    private final Set<RehearsalPart> held = ConcurrentHashMap.newKeySet();
    private final Ticker looking;
    private Instant back = Instant.MIN;

    /**
     * Begins to watch it.
     *
     * @param taken what goes with it
     * @param returnsAfter how long after it these go on
     */
    public MinioOutage(RehearsalPart minio, List<RehearsalPart> taken, Duration returnsAfter) {
        this.minio = minio;
        this.taken = List.copyOf(taken);
        this.returnsAfter = returnsAfter;
        this.looking = new Ticker("minio outage", LOOK_EVERY, this::look);
    }

    /** Whether that part answers nobody because of it: it waits, it is not stopped. */
    public boolean holds(RehearsalPart part) {
        return held.contains(part);
    }

    private void look() {
        Instant now = Instant.now();
        if (minio.state() != RehearsalPart.State.RUNNING) {
            back = now.plus(returnsAfter);
            taken.stream()
                    .filter(part -> part.state() == RehearsalPart.State.RUNNING)
                    .forEach(part -> {
                        held.add(part);
                        part.hang();
                    });
        } else if (!held.isEmpty() && now.isAfter(back)) {
            held.forEach(RehearsalPart::resume);
            held.clear();
        }
    }

    @Override
    public void close() {
        looking.close();
    }
}
