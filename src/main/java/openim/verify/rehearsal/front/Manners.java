package openim.verify.rehearsal.front;

import java.util.Optional;

/**
 * How a reverse proxy treats what comes.
 *
 * @param keepsHost whether the server behind it is told the host that the client asked for, or its own
 * @param mostBytes of a request's body; larger ones are refused
 * @param page to answer everything with, in the place of the server behind
 */
record Manners(boolean keepsHost, int mostBytes, Optional<String> page) {

    private static final int BOUNDLESS = Integer.MAX_VALUE;

    private static final int ONE_MIB = 1 << 20;

    static Manners good() {
        return new Manners(true, BOUNDLESS, Optional.empty());
    }

    static Manners tellingItsOwnHost() {
        return new Manners(false, BOUNDLESS, Optional.empty());
    }

    /** As nginx does when nobody tells it otherwise. */
    static Manners takingOneMib() {
        return new Manners(true, ONE_MIB, Optional.empty());
    }

    static Manners showingAPage() {
        return new Manners(
                true, BOUNDLESS, Optional.of("<!DOCTYPE html><html><title>Welcome to nginx!</title></html>"));
    }
}
