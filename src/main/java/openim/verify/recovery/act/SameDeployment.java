package openim.verify.recovery.act;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.config.reach.Ports;
import openim.verify.host.Listener;
import openim.verify.host.RunningProcess;
import openim.verify.recovery.act.PreflightFinding.Proven;
import openim.verify.recovery.act.PreflightFinding.Refused;
import openim.verify.recovery.act.PreflightFinding.StoodInFor;
import openim.verify.recovery.act.PreflightFinding.Unknown;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * Whether what answers at the probed ports is what would be repaired.
 *
 * <p>To restart the servers of one directory because those of another one are ill is worse than doing nothing. Where the fault
 * itself hides who answers, the directory's other processes and ports stand in, or the last proof on record; where nothing
 * does, a person has to say it.
 */
public final class SameDeployment {

    private final HostView neighbourhood;
    private final Proofs proofs;

    /** Where nobody can answer, because the container that would does not run. */
    private final Set<URI> silent = new HashSet<>();

    public SameDeployment(HostView neighbourhood, Proofs proofs) {
        this.neighbourhood = neighbourhood;
        this.proofs = proofs;
    }

    /** A server that runs out of a checkout. */
    public PreflightFinding ofCheckout(Probed server) {
        return looked(
                server, () -> here(server).or(() -> otherUsers(server)).orElseGet(() -> checkoutListener(server)));
    }

    /** A server that runs in a container of a compose project. */
    public PreflightFinding ofProject(Probed server) {
        return looked(server, () -> here(server).orElseGet(() -> projectListener(server)));
    }

    /** The secret of the directory, at the door of the server. */
    public PreflightFinding ofSecret(Probed server, TokenProbe minting, PreflightFinding listener) {
        TokenProbe.Minted minted = minting.mint();
        if (minted instanceof TokenProbe.Minted.Token && silent.contains(server.door())) {
            return new Refused("the container that publishes the port of " + server.door()
                    + " does not run, and a token was had there: it is another deployment's");
        }
        if (minted instanceof TokenProbe.Minted.Token) {
            if (listener instanceof Proven) {
                proofs.keep(server.door(), server.directory());
            }
            return new Proven("the secret in " + server.directory() + " mints a token at " + server.door());
        }
        if (minted instanceof TokenProbe.Minted.WrongSecret wrong) {
            return new Refused("the secret in " + server.directory() + " is not that of " + server.door() + " ("
                    + wrong.words() + "): another deployment answers there");
        }
        String words = minted instanceof TokenProbe.Minted.NoSecret none
                ? none.words()
                : ((TokenProbe.Minted.NoJudgement) minted).words();
        // Who answers is known by itself, and the token is missing for a reason that may be the fault.
        return listener.allowsRepair() && minted instanceof TokenProbe.Minted.NoJudgement
                ? new StoodInFor("no token at " + server.door() + " (" + words + "); the processes of "
                        + server.directory() + " stand in for it")
                : onRecord(server, "no token at " + server.door() + " (" + words + ")");
    }

    private static PreflightFinding looked(Probed server, Supplier<PreflightFinding> look) {
        try {
            return look.get();
        } catch (CannotLook | NotLookedAt blind) {
            return new Unknown("nobody could see who answers for " + server.title() + ": " + blind.getMessage());
        }
    }

    private Optional<PreflightFinding> here(Probed server) {
        return Stream.concat(Stream.of(server.door()), server.others().stream())
                .filter(url -> !neighbourhood.isHere(url))
                .findFirst()
                .map(url -> new Refused(url + " was verified, which is another machine, and " + server.directory()
                        + " here would be repaired"));
    }

    /** As another user, mage takes everything for dead, and starts a second set. */
    private Optional<PreflightFinding> otherUsers(Probed server) {
        String us = System.getProperty("user.name", "");
        TreeSet<String> others = neighbourhood.processes(server.directory()).stream()
                .map(RunningProcess::owner)
                .filter(owner -> !owner.equals(us))
                .collect(Collectors.toCollection(TreeSet::new));
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refused("the processes of " + server.directory() + " run as "
                        + String.join(", ", others) + ", and this is " + us + ": run it as their user"));
    }

    private PreflightFinding checkoutListener(Probed server) {
        List<Listener> at = neighbourhood.listeners(server.door());
        if (at.isEmpty()) {
            return otherPorts(server);
        }
        Optional<Listener> stranger = at.stream()
                .filter(listener -> !isOf(listener, server.directory()))
                .findFirst();
        return stranger.<PreflightFinding>map(listener -> new Refused(server.door() + " is answered by " + listener
                        + ", which does not run out of " + server.directory()))
                .orElseGet(() -> new Proven(server.door() + " is answered by " + at.get(0)));
    }

    private boolean isOf(Listener listener, Path directory) {
        return listener.runsFrom(directory) || neighbourhood.isRehearsal(listener);
    }

    private PreflightFinding otherPorts(Probed server) {
        List<URI> answered = server.others().stream()
                .filter(url -> !neighbourhood.listeners(url).isEmpty())
                .toList();
        List<URI> own = answered.stream()
                .filter(url ->
                        neighbourhood.listeners(url).stream().allMatch(listener -> isOf(listener, server.directory())))
                .toList();
        if (own.size() < answered.size()) {
            return new Refused("nobody listens at " + server.door() + ", and another directory's process answers at "
                    + answered.stream().filter(url -> !own.contains(url)).toList());
        }
        String nobody = "nobody listens at " + server.door();
        if (!own.isEmpty()) {
            return new StoodInFor(nobody + "; " + own.get(0) + " is answered by a process of " + server.directory());
        }
        return server.isOwnAddress()
                ? new StoodInFor(nobody + ", which is the address in the files of " + server.directory())
                : onRecord(server, nobody);
    }

    private PreflightFinding projectListener(Probed server) {
        HostView.Published published = neighbourhood.published(server.directory());
        int port = Ports.of(server.door());
        List<Listener> at = neighbourhood.listeners(server.door());
        Optional<Listener> stranger = at.stream()
                .filter(listener -> listener.pid().isPresent())
                .filter(listener -> !neighbourhood.isForwarder(listener)
                        && !neighbourhood.isInside(listener, server.directory())
                        && !neighbourhood.isRehearsal(listener))
                .findFirst();
        if (stranger.isPresent()) {
            return new Refused(server.door() + " is answered by " + stranger.get()
                    + ", which is not in a container of the project in " + server.directory());
        }
        boolean inside =
                !at.isEmpty() && at.stream().allMatch(listener -> neighbourhood.isInside(listener, server.directory()));
        if (published.now().contains(port) || inside) {
            return new Proven(
                    "the port of " + server.door() + " belongs to a container of the project in " + server.directory());
        }
        if (!published.otherwise().contains(port)) {
            return new Refused("no container of the compose project in " + server.directory()
                    + " publishes the port of " + server.door());
        }
        String stands = "the container of the project in " + server.directory() + " that publishes the port of "
                + server.door() + " does not run";
        if (at.isEmpty()) {
            silent.add(server.door());
            return server.others().stream()
                    .filter(url -> published.now().contains(Ports.of(url)))
                    .findFirst()
                    .<PreflightFinding>map(
                            url -> new StoodInFor(stands + "; the port of " + url + " belongs to one that does"))
                    .orElseGet(() -> onRecord(server, stands));
        }
        return new Refused(stands + ", and somebody answers there: it is another deployment's");
    }

    private PreflightFinding onRecord(Probed server, String missing) {
        return proofs.last(server.door(), server.directory())
                .<PreflightFinding>map(
                        at -> new StoodInFor(missing + "; that it is " + server.directory() + " was proven at " + at))
                .orElseGet(() -> new Unknown(missing + ", and nothing else says that it is " + server.directory()
                        + " that answers there; make sure by hand"));
    }

    /** Whether what was verified at an address is what would be repaired in a namespace: a pure judgement on what was looked up. */
    public static final class SameNamespace {

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
                    ? new StoodInFor("no token at " + url + " (" + words
                            + "); that it leads into the namespace stands in for it")
                    : new Unknown("no token at " + url + " (" + words + ")");
        }
    }
}
