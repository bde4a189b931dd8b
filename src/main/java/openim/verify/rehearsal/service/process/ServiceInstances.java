package openim.verify.rehearsal.service.process;

import java.util.List;
import openim.verify.rehearsal.RehearsalPart;

/**
 * A service that runs several times, as one part: what befalls it befalls each of its processes.
 *
 * @param name without number, as {@code openim-push}
 * @param processes at least one
 */
public record ServiceInstances(String name, List<? extends RehearsalPart> processes) implements RehearsalPart {

    public ServiceInstances {
        processes = List.copyOf(processes);
        if (processes.isEmpty()) {
            throw new IllegalArgumentException(name + " must run at least once");
        }
    }

    @Override
    public void kill() {
        processes.forEach(RehearsalPart::kill);
    }

    @Override
    public void start() {
        processes.forEach(RehearsalPart::start);
    }

    @Override
    public void hang() {
        processes.forEach(RehearsalPart::hang);
    }

    @Override
    public void resume() {
        processes.forEach(RehearsalPart::resume);
    }

    /** Running if one of them runs, else hung if one hangs. */
    @Override
    public State state() {
        return processes.stream()
                .map(RehearsalPart::state)
                .min(State::compareTo)
                .orElseThrow();
    }
}
