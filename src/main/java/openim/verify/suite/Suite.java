package openim.verify.suite;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import openim.verify.verdict.CheckId;

/**
 * What a suite asks for.
 *
 * @param name its name
 * @param required the checks that must each be Healthy
 * @param optional the checks that are looked at where that is possible, and then must not be red
 */
public record Suite(String name, Set<CheckId> required, Set<CheckId> optional) {

    public Suite {
        required = Set.copyOf(required);
        optional = Set.copyOf(optional);
        if (required.isEmpty()) {
            throw new IllegalArgumentException("suite " + name + " requires nothing, and would be green on nothing");
        }
        for (CheckId id : required) {
            if (optional.contains(id)) {
                throw new IllegalArgumentException(id + " is both required and optional in suite " + name);
            }
        }
    }

    public boolean requires(CheckId id) {
        return required.contains(id);
    }

    /** All its checks. */
    public Set<CheckId> checks() {
        Set<CheckId> all = new LinkedHashSet<>(required);
        all.addAll(optional);
        return all;
    }

    /** The same, but only these of its checks, each of them required: for whoever asks about one thing. */
    public Suite only(Set<CheckId> some) {
        if (!checks().containsAll(some)) {
            throw new IllegalArgumentException("suite " + name + " has no " + some);
        }
        return new Suite(name, some, Set.of());
    }

    /** The same without these, for a deployment that does not have what they are about. */
    public Suite without(Set<CheckId> absent) {
        Set<CheckId> musts = new LinkedHashSet<>(required);
        musts.removeAll(absent);
        Set<CheckId> mays = new LinkedHashSet<>(optional);
        mays.removeAll(absent);
        return new Suite(name, musts, mays);
    }

    static Suite of(String name, List<String> required, List<String> optional) {
        return new Suite(name, ids(required), ids(optional));
    }

    private static Set<CheckId> ids(List<String> names) {
        Set<CheckId> ids = new LinkedHashSet<>();
        names.forEach(n -> ids.add(new CheckId(n)));
        return ids;
    }
}
