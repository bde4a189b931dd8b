package openim.verify.runbook;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One row: a part, what is wrong with it, how that looks, and what is done about it.
 *
 * @param part which part
 * @param ailment what is wrong with it
 * @param section where the document has it
 * @param documented whether the document has this row; else it is ours
 * @param impact what its users feel
 * @param signs how it looks, by installation
 * @param look the command that looks at the part itself, by installation
 * @param fix what is done; empty if only a person can do something
 * @param person what a person does where we may not, by installation
 * @param cures what is known besides where this was said, the first that fits
 * @param afterwards what decides whether it was enough
 * @param rank what it means beside other causes
 */
public record RunbookEntry(
        Part part,
        FaultKind ailment,
        String section,
        boolean documented,
        String impact,
        Map<Installation, Signs> signs,
        Map<Installation, Look> look,
        Optional<Fix> fix,
        Map<Installation, String> person,
        List<Cure> cures,
        Afterwards afterwards,
        Rank rank) {

    public RunbookEntry {
        signs = Map.copyOf(signs);
        look = Map.copyOf(look);
        person = Map.copyOf(person);
        cures = List.copyOf(cures);
        for (Installation each : Installation.values()) {
            if (!signs.containsKey(each) || !look.containsKey(each) || !person.containsKey(each)) {
                throw new IllegalArgumentException(part.word() + ": nothing is said of " + each.word());
            }
        }
        if (section.isBlank() || impact.isBlank() || person.containsValue("")) {
            throw new IllegalArgumentException(part.word() + ": section, impact and person are all needed");
        }
    }

    /** How it looks there. */
    public Signs signs(Installation installation) {
        return signs.getOrDefault(installation, signs.values().iterator().next());
    }

    /** What a person does there, where we may not. */
    public String person(Installation installation) {
        return person.getOrDefault(installation, "");
    }

    /**
     * The same, where it is known what was said.
     *
     * @param said what was seen that speaks for it
     */
    public String person(Installation installation, String said) {
        return of(Cure::person, said).orElseGet(() -> person(installation));
    }

    /**
     * What is broken, as exactly as is known: {@code Redis has run out of memory}.
     *
     * @param said what was seen that speaks for it
     * @param instances which of several it is, where that was told: {@code openim-msggateway hangs at ws://10.0.0.6:10001}
     */
    public String named(String said, List<String> instances) {
        String words =
                of(Cure::verb, said).map(verb -> part.title() + " " + verb).orElseGet(() -> ailment.of(part));
        String at = instances.isEmpty() ? "" : " at " + String.join(" and at ", instances);
        int reason = words.indexOf(',');
        return reason < 0 ? words + at : words.substring(0, reason) + at + words.substring(reason);
    }

    /**
     * What is typed where this was said, whatever else the row has; empty if nothing of its own. What stands before a deployment is
     * looked at in the same way wherever that is installed.
     *
     * @param said what was seen that speaks for it
     */
    public Optional<Look> cureTyped(Installation installation, String said) {
        return installation == Installation.SOURCE || part.tier() == Tier.SURROUNDINGS
                ? of(Cure::look, said)
                : Optional.empty();
    }

    private <T> Optional<T> of(Function<Cure, Optional<T>> what, String said) {
        return cures.stream()
                .filter(cure -> what.apply(cure).isPresent())
                .filter(cure -> cure.says().matcher(said).find())
                .findFirst()
                .flatMap(what);
    }

    /** The command that looks at the part itself. */
    public Look look(Installation installation) {
        return Objects.requireNonNull(look.get(installation));
    }

    /**
     * The same, or what is typed instead where it is known what was said.
     *
     * @param said what was seen that speaks for it
     */
    public Look look(Installation installation, String said) {
        return cureTyped(installation, said).orElseGet(() -> look(installation));
    }
}
