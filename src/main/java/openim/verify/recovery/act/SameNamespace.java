package openim.verify.recovery.act;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openim.verify.recovery.act.PreflightFinding.Proven;
import openim.verify.recovery.act.PreflightFinding.Refused;
import openim.verify.recovery.act.PreflightFinding.StoodInFor;
import openim.verify.recovery.act.PreflightFinding.Unknown;

/** Whether what was verified at an address is what would be repaired in a namespace: a pure judgement on what was looked up. */
public final class SameNamespace {

    private SameNamespace() {}

    /**
     * A way into a namespace.
     *
     * @param title for sentences: {@code the service openim-api-service}
     * @param hosts names and addresses
     * @param ports at which it is there
     */
    public record Entrance(String title, Set<String> hosts, Set<Integer> ports) {

        public Entrance {
            hosts = Set.copyOf(hosts);
            ports = Set.copyOf(ports);
        }
    }

    /**
     * That an address leads into the namespace.
     *
     * @param url that was probed
     * @param hosts of it: its name, and the addresses behind that
     * @param entrances that lead to the pods which answer there
     * @param unseen why there may be more of them; empty if there are none
     */
    public static PreflightFinding ofAddress(
            String namespace, URI url, Set<String> hosts, List<Entrance> entrances, Optional<String> unseen) {
        int port = Ports.of(url);
        Optional<Entrance> way = entrances.stream()
                .filter(entrance ->
                        entrance.ports().contains(port) && hosts.stream().anyMatch(entrance.hosts()::contains))
                .findFirst();
        if (way.isPresent()) {
            return new Proven(url + " leads to " + way.get().title() + " of the namespace " + namespace);
        }
        return unseen.<PreflightFinding>map(why -> new Unknown("nobody could see all ways into the namespace "
                        + namespace + ", so that it is not known whether " + url + " is one: " + why))
                .orElseGet(() -> new Refused(url + " belongs to no service of the namespace " + namespace
                        + " that leads to the pods behind it, so that what was verified may not be what would be"
                        + " repaired"
                        + (entrances.isEmpty()
                                ? ""
                                : "; known are "
                                        + entrances.stream()
                                                .map(Entrance::title)
                                                .distinct()
                                                .collect(Collectors.joining(", ")))));
    }

    /**
     * The secret of the namespace, at the door of the server.
     *
     * @param address what is known of that address
     */
    public static PreflightFinding ofSecret(
            String namespace, URI url, TokenProbe.Minted minted, PreflightFinding address) {
        if (minted instanceof TokenProbe.Minted.Token) {
            return new Proven("the secret in the namespace " + namespace + " mints a token at " + url);
        }
        if (minted instanceof TokenProbe.Minted.WrongSecret wrong) {
            return new Refused("the secret in the namespace " + namespace + " is not that of " + url + " ("
                    + wrong.words() + "): another deployment answers there");
        }
        if (minted instanceof TokenProbe.Minted.NoSecret none) {
            return new Unknown("the secret in the namespace " + namespace + " could not be read: " + none.words());
        }
        String words = ((TokenProbe.Minted.NoJudgement) minted).words();
        // Where it leads is known by itself, and the token is missing for a reason that may be the fault.
        return address.allowsRepair()
                ? new StoodInFor(
                        "no token at " + url + " (" + words + "); that it leads into the namespace stands in for it")
                : new Unknown("no token at " + url + " (" + words + ")");
    }
}
