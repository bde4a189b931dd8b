package openim.verify.rehearsal.service.process;

import java.util.List;
import openim.verify.rehearsal.Part;

/**
 * A service that runs several times, as one part: what befalls it befalls each of its processes.
 *
 * @param name without number, as {@code openim-push}
 * @param processes at least one
 */
public record Instances(String name, List<? extends Part> processes) implements Part {

    public Instances {
        processes = List.copyOf(processes);
        if (processes.isEmpty()) {
            throw new IllegalArgumentException(name + " must run at least once");
        }
    }

    @Override
    public void kill() {
        processes.forEach(Part::kill);
    }

    @Override
    public void start() {
        processes.forEach(Part::start);
    }

    @Override
    public void hang() {
        processes.forEach(Part::hang);
    }

    @Override
    public void resume() {
        processes.forEach(Part::resume);
    }

    /** Running if one of them runs, else hung if one hangs. */
    @Override
    public State state() {
        return processes.stream().map(Part::state).min(State::compareTo).orElseThrow();
    }
}
