package openim.verify.rehearsal.service.process;

import openim.verify.rehearsal.component.Relay;
import openim.verify.rehearsal.component.Traffic;

/**
 * The duty of a process that listens on a port: its relay refuses when it is dead and hangs when it hangs.
 *
 * @param relay leads to the server that works in the process's name
 */
public record Listening(Relay relay) implements HangingDuty {

    @Override
    public void begin(Life life) {
        relay.carry(Traffic.passing());
    }

    @Override
    public void end() {
        relay.carry(Traffic.refusing());
    }

    @Override
    public void hung(boolean hung) {
        relay.carry(hung ? Traffic.hanging() : Traffic.passing());
    }
}
