package openim.verify.app.canary;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.canary.Alert;
import openim.verify.canary.AlertState;
import openim.verify.canary.CanaryFault;
import openim.verify.canary.CanaryListener;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Round;
import openim.verify.report.terminal.Terminal;
import openim.verify.suite.Run;
import openim.verify.verdict.CheckId;

/**
 * Several who are told.
 *
 * @param all in the order in which they are
 */
record CanaryListeners(List<CanaryListener> all) implements CanaryListener {

    CanaryListeners {
        all = List.copyOf(all);
    }

    @Override
    public void begins(Round round) {
        all.forEach(one -> one.begins(round));
    }

    @Override
    public void looked(CanaryRound look, AlertState standing) {
        all.forEach(one -> one.looked(look, standing));
    }

    @Override
    public void changed(Alert alert) {
        all.forEach(one -> one.changed(alert));
    }

    @Override
    public void failed(CanaryFault fault, String words) {
        all.forEach(one -> one.failed(fault, words));
    }

    /** What a canary prints: a line for each round, and one for each change. */
    record CanaryLines(Terminal terminal, Clock clock) implements CanaryListener {

        @Override
        public void begins(Round round) {
            // Nobody reads that something begins.
        }

        @Override
        public void looked(CanaryRound look, AlertState standing) {
            String red = look.red().stream().map(CheckId::value).collect(Collectors.joining(", "));
            List<String> notes = look.confirmed().stream()
                    .flatMap(run -> run.notes().stream())
                    .distinct()
                    .toList();
            line(String.format(
                    Locale.ROOT,
                    "%s: %s in %.1f s%s%s%s",
                    look.round().word(),
                    look.verdict().word(),
                    look.took().toMillis() / 1000.0,
                    look.second().isEmpty() ? "" : ", looked at twice",
                    red.isEmpty()
                            ? (look.verdict().isHealthy()
                                    ? ""
                                    : ": " + look.verdict().summary())
                            : ", red: " + red + "; " + look.sentence(),
                    runs(look)));
            notes.forEach(note -> line("note: " + note));
        }

        /** Where to read on, when there is something to read. */
        private static String runs(CanaryRound look) {
            return look.first().stream().allMatch(run -> run.verdict().isHealthy())
                    ? ""
                    : "; runs "
                            + Stream.concat(look.first().stream(), look.second().stream())
                                    .map(Run::id)
                                    .collect(Collectors.joining(", "));
        }

        @Override
        public void changed(Alert alert) {
            line("CHANGE to " + alert.kind().word() + ": " + alert.sentence());
        }

        @Override
        public void failed(CanaryFault fault, String words) {
            line("the canary's own fault (" + fault.word() + "): " + words);
        }

        private void line(String words) {
            terminal.line(
                    clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + words.replaceAll("\\s*\\n\\s*", "; "));
        }
    }

    /**
     * What is to be done when a round is over, also one that failed.
     *
     * @param deeds in this order
     */
    record AfterEachRound(List<Runnable> deeds) implements CanaryListener {

        AfterEachRound {
            deeds = List.copyOf(deeds);
        }

        @Override
        public void begins(Round round) {
            // Afterwards is soon enough.
        }

        @Override
        public void looked(CanaryRound look, AlertState standing) {
            deeds.forEach(Runnable::run);
        }

        @Override
        public void changed(Alert alert) {
            // The round that changed it comes next.
        }

        @Override
        public void failed(CanaryFault fault, String words) {
            deeds.forEach(Runnable::run);
        }
    }
}
