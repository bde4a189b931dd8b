package openim.verify.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Verdict;

/**
 * What is believed of a deployment at the moment. Immutable.
 *
 * @param troubles what is not well, by the round that saw it; a round that was good takes its own away, and those of the smaller
 *     ones that it includes
 * @param told when people were last told of it; empty if all is well
 * @param toldRed whether they were told that something is red
 * @param owed what nobody could be told of, and what is believed now does not say: that all is well again
 */
public record AlertState(
        Map<Round, ConfirmedProblem> troubles, Optional<Instant> told, boolean toldRed, Optional<Alert> owed) {

    public AlertState {
        troubles = Map.copyOf(troubles);
    }

    /** All is well, as far as anybody knows. */
    public static AlertState well() {
        return new AlertState(Map.of(), Optional.empty(), false, Optional.empty());
    }

    /**
     * @param standing what is believed now
     * @param alert what is to be told; empty if nothing changed
     */
    public record Step(AlertState standing, Optional<Alert> alert) {}

    public boolean isWell() {
        return troubles.isEmpty();
    }

    /** Whether something is confirmed to be red. */
    public boolean isRed() {
        return troubles.values().stream().anyMatch(ConfirmedProblem::isRed);
    }

    /** Whether a round is to be looked at again soon. */
    public boolean isTroubled(Round round) {
        return troubles.containsKey(round);
    }

    /** Since when something is not well; empty if all is. */
    public Optional<Instant> since() {
        return troubles.values().stream().map(ConfirmedProblem::since).min(Instant::compareTo);
    }

    /**
     * What is believed after a look.
     *
     * @param now when it was over
     * @param repeat how long after having told of a trouble it is told again
     */
    public Step after(CanaryRound look, Instant now, Duration repeat) {
        Map<Round, ConfirmedProblem> next = new EnumMap<>(Round.class);
        next.putAll(troubles);
        Verdict verdict = look.verdict();
        if (verdict.isHealthy()) {
            next.keySet().removeIf(round -> round.compareTo(look.round()) <= 0);
        } else {
            Instant since = Optional.ofNullable(troubles.get(look.round()))
                    .map(ConfirmedProblem::since)
                    .orElse(look.began());
            next.put(
                    look.round(),
                    new ConfirmedProblem(look.round(), verdict.word(), look.sentence(), look.red(), since));
        }
        return told(next, now, repeat);
    }

    private Step told(Map<Round, ConfirmedProblem> next, Instant now, Duration repeat) {
        boolean red = next.values().stream().anyMatch(ConfirmedProblem::isRed);
        if (next.isEmpty()) {
            return new Step(well(), isWell() ? owed : Optional.of(green(now)));
        }
        if (told.isEmpty() || (red && !toldRed)) {
            return said(next, now, red ? Alert.Kind.RED : Alert.Kind.UNKNOWN);
        }
        if (!now.isBefore(told.get().plus(repeat))) {
            return said(next, now, Alert.Kind.STILL);
        }
        return new Step(new AlertState(next, told, toldRed, Optional.empty()), Optional.empty());
    }

    private static Step said(Map<Round, ConfirmedProblem> next, Instant now, Alert.Kind kind) {
        boolean red = next.values().stream().anyMatch(ConfirmedProblem::isRed);
        AlertState standing = new AlertState(next, Optional.of(now), red, Optional.empty());
        Duration lasted = Duration.between(standing.since().orElse(now), now);
        String sentence = (kind == Alert.Kind.STILL ? "still " : "")
                + words(standing.inOrder())
                + (kind == Alert.Kind.STILL ? ", for " + minutes(lasted) : "");
        return new Step(standing, Optional.of(new Alert(kind, now, standing.inOrder(), lasted, sentence)));
    }

    private Alert green(Instant now) {
        Duration lasted = Duration.between(since().orElse(now), now);
        return new Alert(
                Alert.Kind.GREEN,
                now,
                inOrder(),
                lasted,
                "healthy again after " + minutes(lasted) + "; it had been " + words(inOrder()));
    }

    /** The same, for when nobody could be told of it: the next look tries again. What is not well it tells afresh. */
    AlertState owing(Alert untold) {
        return new AlertState(troubles, Optional.empty(), false, isWell() ? Optional.of(untold) : Optional.empty());
    }

    /** Whether it is no news, and only nobody could be told of it. */
    boolean isOwed(Alert alert) {
        return owed.filter(alert::equals).isPresent();
    }

    /** What is not well, the red first. */
    public List<ConfirmedProblem> inOrder() {
        return troubles.values().stream()
                .sorted((one, other) ->
                        one.isRed() == other.isRed() ? one.round().compareTo(other.round()) : one.isRed() ? -1 : 1)
                .toList();
    }

    private static String words(List<ConfirmedProblem> troubles) {
        String red = troubles.stream()
                .flatMap(trouble -> trouble.red().stream())
                .distinct()
                .map(CheckId::value)
                .collect(Collectors.joining(", "));
        ConfirmedProblem first = troubles.get(0);
        return first.word() + ": " + first.summary() + (red.isEmpty() ? "" : " (red: " + red + ")");
    }

    private static String minutes(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
