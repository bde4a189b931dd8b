package openim.verify.recovery;

/** How many people a restart would disconnect. */
@FunctionalInterface
public interface Online {

    /** The number, or {@code unknown}. Never throws. */
    String howMany();
}
