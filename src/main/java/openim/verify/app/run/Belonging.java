package openim.verify.app.run;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.config.Settings;
import openim.verify.suite.Run;
import openim.verify.suite.Suite;
import openim.verify.suite.Suites;
import openim.verify.target.Remembered;
import openim.verify.target.TargetDetection;
import openim.verify.verdict.CheckId;

/**
 * What belongs to a deployment, and so what of a suite is asked of it: one with a business server of its own in ChatServer's
 * place is not asked for a ChatServer.
 *
 * @param suite what is asked
 * @param remark why a part of it is left out, or is not although nobody answers there; empty if there is nothing to wonder at
 */
record Belonging(Suite suite, Optional<String> remark) {

    /** A deployment that had a ChatServer at its last good run has lost it if it is not there. */
    private static final CheckId SEEN_BEFORE = new CheckId("probe.chat");

    private static final String WAS_HERE = "a ChatServer is looked for because the last good run saw one here;"
            + " openim.chat.present=false says that there is none any more";

    /**
     * Finds out.
     *
     * @param known what earlier runs know of the deployment; empty if that cannot be read
     */
    static Belonging of(Suite suite, Settings settings, Optional<Remembered> known) {
        if (suite.checks().stream().noneMatch(Suites.OF_CHAT_SERVER::contains)) {
            return new Belonging(suite, Optional.empty());
        }
        AtomicBoolean onlyBefore = new AtomicBoolean();
        boolean there = settings.chatServer().isThere(() -> {
            boolean answers = answers(settings);
            onlyBefore.set(!answers && hadOne(known));
            return answers || onlyBefore.get();
        });
        return there
                ? new Belonging(suite, Optional.of(WAS_HERE).filter(words -> onlyBefore.get()))
                : new Belonging(
                        suite.without(Suites.OF_CHAT_SERVER),
                        Optional.of("there is no ChatServer here, and none is looked for: "
                                + settings.chatServer().because()));
    }

    /** Of what was seen, what tells the next run that there was a ChatServer: by check, whether it was green. */
    static Map<String, Boolean> seen(Run run) {
        return run.observations().stream()
                .filter(each ->
                        each.check().equals(SEEN_BEFORE) && each.verdict().isHealthy())
                .collect(Collectors.toMap(each -> each.check().value(), each -> true));
    }

    private static boolean hadOne(Optional<Remembered> known) {
        return known.map(Remembered::kept)
                .map(kept -> kept.getOrDefault(SEEN_BEFORE.value(), ""))
                .filter(release -> !release.isEmpty())
                .isPresent();
    }

    private static boolean answers(Settings settings) {
        return Stream.of(settings.endpoints().chat(), settings.endpoints().admin())
                .anyMatch(TargetDetection::isTaken);
    }
}
