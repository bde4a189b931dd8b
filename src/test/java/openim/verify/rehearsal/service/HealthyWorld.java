package openim.verify.rehearsal.service;

/** One world for all tests that break nothing. */
final class HealthyWorld extends SharedWorld {

    HealthyWorld() {
        super("healthy");
    }
}
