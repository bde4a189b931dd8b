package openim.verify.rehearsal.service;

/** One world for all tests that break a part and mend it again. */
final class BreakableWorld extends SharedWorld {

    BreakableWorld() {
        super("breakable");
    }
}
