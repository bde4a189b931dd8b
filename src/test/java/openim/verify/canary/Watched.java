package openim.verify.canary;

import java.time.Duration;

/** What a watcher is told of in tests. */
public final class Watched {

    private Watched() {}

    /** A confirmed red, and its end ten minutes later. */
    public static void redThenGreen(Watcher watcher) {
        CanaryRound red = Looks.of(Looks.red(Round.MESSAGES, "message.pushed"));
        Standing.Step step = Standing.well().after(red, Looks.NOON, Duration.ofHours(4));
        step.alert().ifPresent(watcher::changed);
        watcher.looked(red, step.standing());
        CanaryRound green = Looks.of(Looks.green(Round.MESSAGES));
        Standing.Step next = step.standing().after(green, Looks.NOON.plusSeconds(600), Duration.ofHours(4));
        next.alert().ifPresent(watcher::changed);
        watcher.looked(green, next.standing());
    }
}
