package openim.verify.rehearsal.deployment;

import java.util.Comparator;
import java.util.List;
import openim.verify.rehearsal.Part;

/** All processes of a name at once. Its state is the worst of theirs. */
record Group(String name, List<Part> members) implements Part {

    Group {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("nothing is called " + name);
        }
    }

    @Override
    public void kill() {
        members.forEach(Part::kill);
    }

    @Override
    public void start() {
        members.forEach(Part::start);
    }

    @Override
    public void hang() {
        members.forEach(Part::hang);
    }

    @Override
    public void resume() {
        members.forEach(Part::resume);
    }

    @Override
    public State state() {
        return members.stream().map(Part::state).max(Comparator.naturalOrder()).orElseThrow();
    }
}
