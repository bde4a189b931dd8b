package openim.verify.suite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import openim.verify.verdict.CheckId;

/** The steps of one {@link Journey}, as it tells them. */
public final class Steps {

    private final Story story;
    private final List<Given<?>> before;

    private Steps(Story story, List<Given<?>> before) {
        this.story = story;
        this.before = List.copyOf(before);
    }

    /** Those of a journey that makes these promises. */
    Steps(String journey, Collection<CheckId> promised, Fixtures fixtures) {
        this(new Story(journey, Set.copyOf(promised), fixtures, new LinkedHashMap<>()), List.of());
    }

    /**
     * What all steps of a journey have in common.
     *
     * @param told the steps so far
     */
    private record Story(
            String journey, Set<CheckId> promised, Fixtures fixtures, Map<CheckId, Fixtures.Fixture<?>> told) {}

    /**
     * A step that proves a check: it does what the check is about, and looks at what comes of it. It is healthy when it returns; what
     * it throws is judged as in any spec.
     *
     * @param check one of those that the journey promises
     * @param look returns what later steps need; where they need nothing, its note
     * @return what the look returns, for the steps after this one
     */
    public <T> Given<T> check(String check, Function<Note, T> look) {
        Fixtures.Fixture<T> step = step(check, look);
        if (story.told().putIfAbsent(new CheckId(check), step) != null) {
            throw new IllegalArgumentException(story.journey() + " has two steps for " + check);
        }
        return step;
    }

    /**
     * Something that is done once and that several steps look at, each for its own check. If it fails, it is the check that it belongs
     * to which is red, and the others are not looked at because of that one.
     *
     * @param check to which it belongs, of those that the journey promises
     * @return what it returns, for the steps after it
     */
    public <T> Given<T> act(String check, Supplier<T> action) {
        return step(check, note -> action.get());
    }

    private <T> Fixtures.Fixture<T> step(String check, Function<Note, T> work) {
        CheckId owner = new CheckId(check);
        if (!story.promised().contains(owner)) {
            throw new IllegalArgumentException(story.journey() + " has a step for " + check + " and no promise of it");
        }
        return story.fixtures().add(owner, note -> {
            before.forEach(Given::ifHad);
            return work.apply(note);
        });
    }

    /** For steps that wait until these are there, or will never be: where what they do would be seen otherwise by the others. */
    public Steps after(Given<?>... others) {
        List<Given<?>> all = new ArrayList<>(before);
        all.addAll(List.of(others));
        return new Steps(story, all);
    }

    /** Lends what a step gives to all other specs, which ask for it by its type. */
    public <T> void lend(Class<T> type, Given<T> given) {
        story.fixtures().lend(type, given);
    }

    /** The step for a check, if it was told. */
    Optional<Fixtures.Fixture<?>> stepFor(CheckId check) {
        return Optional.ofNullable(story.told().get(check));
    }

    /** A check is promised, and has no step: whoever looks at it hears of that. */
    void forgot(CheckId check, String flaw) {
        story.told().put(check, story.fixtures().add(check, note -> {
            throw new IllegalStateException(flaw);
        }));
    }
}
