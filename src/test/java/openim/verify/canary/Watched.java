package openim.verify.canary;

import java.time.Duration;

/** What a watcher is told of in tests. */
public final class Watched {

    private Watched() {}

    /** A confirmed red, and its end ten minutes later. */
    public static void redThenGreen(CanaryListener watcher) {
        CanaryRound red = Looks.of(Looks.red(Round.MESSAGES, "message.pushed"));
        AlertState.Step step = AlertState.well().after(red, Looks.NOON, Duration.ofHours(4));
        step.alert().ifPresent(watcher::changed);
        watcher.looked(red, step.standing());
        CanaryRound green = Looks.of(Looks.green(Round.MESSAGES));
        AlertState.Step next = step.standing().after(green, Looks.NOON.plusSeconds(600), Duration.ofHours(4));
        next.alert().ifPresent(watcher::changed);
        watcher.looked(green, next.standing());
    }
}
