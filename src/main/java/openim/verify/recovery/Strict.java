package openim.verify.recovery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.runbook.Installation;
import openim.verify.suite.Suite;
import openim.verify.verdict.CheckId;

/**
 * Suites as the gate and the recovery ask for them: with the processes or containers among what is required, because the document
 * asks for {@code mage check} or a healthy {@code docker ps} before it calls anything recovered.
 */
public final class Strict {

    private static final List<CheckId> SOURCE = List.of(new CheckId("process.server"), new CheckId("process.chat"));

    private static final List<CheckId> DOCKER = List.of(new CheckId("process.containers"));

    private Strict() {}

    /** The suite, with more required. */
    public static Suite of(Suite suite, Installation installation) {
        Set<CheckId> required = new LinkedHashSet<>(suite.required());
        Stream<CheckId> processes = (installation == Installation.DOCKER ? DOCKER : SOURCE).stream();
        processes.filter(suite.checks()::contains).forEach(required::add);
        Set<CheckId> optional = new LinkedHashSet<>(suite.optional());
        optional.removeAll(required);
        return new Suite(suite.name(), required, optional);
    }
}
