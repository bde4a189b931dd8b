package openim.verify.suite;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs specs on the JUnit Platform: one Launcher session, the Jupiter engine given by hand, and nothing registered by
 * itself, so that whoever listens to the JVM's own tests does not hear of these.
 */
public final class Engine {

    /** More than there are checks in a suite, and what holds them: each waits, mostly, and all may wait side by side. */
    private static final String SIDE_BY_SIDE = "128";

    private final List<Class<?>> specs;
    private final List<TestExecutionListener> listeners;

    private Engine(List<Class<?>> specs, List<TestExecutionListener> listeners) {
        this.specs = List.copyOf(specs);
        this.listeners = List.copyOf(listeners);
    }

    /**
     * For the specs that ship.
     *
     * @param listeners told of the tests as the platform sees them
     */
    public static Engine ofTheProduct(List<TestExecutionListener> listeners) {
        return of(Specs.ofTheProduct(), listeners);
    }

    /** For these classes. */
    public static Engine of(List<Class<?>> specs, List<TestExecutionListener> listeners) {
        return new Engine(specs, listeners);
    }

    /**
     * What a run is asked for.
     *
     * @param specs in which it is looked for
     * @param checks those to look at; empty for whatever is there
     */
    record Asked(List<Class<?>> specs, Optional<Set<CheckId>> checks) {

        Asked {
            specs = List.copyOf(specs);
            checks = checks.map(Set::copyOf);
        }

        /** Where one spec is run alone. */
        static Asked everything() {
            return new Asked(Specs.ofTheProduct(), Optional.empty());
        }

        boolean asksFor(CheckId check) {
            return checks.map(some -> some.contains(check)).orElse(true);
        }

        /** All that is no proof of a check is included. */
        private FilterResult filter(TestDescriptor test) {
            return FilterResult.includedIf(test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> Proof.of(((MethodSource) source).getJavaMethod()))
                    .filter(proofs -> !proofs.isEmpty())
                    .map(proofs -> proofs.stream().map(Proof::check).anyMatch(this::asksFor))
                    .orElse(true));
        }
    }

    /**
     * Runs the specs that prove one of the suite's checks, and returns when all have ended.
     *
     * @param session lent to them; its sink hears of each observation as it is made
     */
    public void run(Suite suite, SuiteSession session) {
        Asked asked = new Asked(specs, Optional.of(suite.checks()));
        PostDiscoveryFilter filter = asked::filter;
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(specs.stream().map(DiscoverySelectors::selectClass).toList())
                .filters(filter)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", SIDE_BY_SIDE)
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.max-pool-size", SIDE_BY_SIDE)
                .configurationParameter("junit.platform.discovery.issue.failure.phase", "discovery")
                .build();
        try (LauncherSession launcher = LauncherFactory.openSession(config())) {
            launcher.getStore().put(SuiteSession.NAMESPACE, SuiteSession.class, session);
            launcher.getStore().put(SuiteSession.NAMESPACE, Asked.class, asked);
            launcher.getLauncher().execute(request, listeners.toArray(TestExecutionListener[]::new));
        }
    }

    private static LauncherConfig config() {
        return LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
    }
}
