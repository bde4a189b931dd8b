package openim.verify.rehearsal.mage;

import openim.verify.rehearsal.RehearsalPart;

/** A part with a state and nothing behind it. */
final class FakePart implements RehearsalPart {

    private final String name;
    private volatile State state = State.RUNNING;

    FakePart(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void kill() {
        state = State.DEAD;
    }

    @Override
    public void start() {
        state = state == State.DEAD ? State.RUNNING : state;
    }

    @Override
    public void hang() {
        state = State.HUNG;
    }

    @Override
    public void resume() {
        state = State.RUNNING;
    }

    @Override
    public State state() {
        return state;
    }
}
