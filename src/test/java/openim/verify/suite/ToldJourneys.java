package openim.verify.suite;

/** The journeys of the product where no suite is run: whatever their steps lend is made when a test asks for it. */
public final class ToldJourneys {

    private ToldJourneys() {}

    /** Tells them. */
    public static Fixtures to(Fixtures fixtures) {
        Journeys.told(Specs.ofTheProduct(), fixtures, check -> false);
        return fixtures;
    }
}
