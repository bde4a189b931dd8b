package openim.verify.probe;

import static openim.verify.target.Backends.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.SideBySide;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.Registrations;
import openim.verify.client.net.OwnHosts;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.deployment.OwnFiles;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** Services that others can find. One whose registration is gone works for nobody, and its process looks well. */
public final class Registered {

    private Registered() {}

    /**
     * Sees to it that others find each service: by the cluster, where the deployment's discovery is that, and else by etcd.
     *
     * @return how many there are, in words
     * @throws BrokenPromise if one is not found, or where nobody listens
     * @throws NotLookedAt if it is not known which services there should be, or who would tell
     */
    public static String mustBeFound(Deployment openim, Deadline deadline) {
        Optional<Kubernetes.Found> cluster =
                openim.settings().kubernetes().map(Kubernetes::found).filter(Kubernetes.Found::discovers);
        if (cluster.isPresent()) {
            return ReadyEndpoints.mustAllBeReady(
                    openim.tools().namespace().orElseThrow(),
                    cluster.get(),
                    openim.settings().own(),
                    deadline);
        }
        return all(
                known(openim.settings(), openim.underneath().registrations(), "openim.etcd.url"),
                openim.settings(),
                deadline);
    }

    /**
     * Sees to it that each expected service has an endpoint, and that somebody listens at each; what a process that died left behind,
     * and falls away with its lease, is passed over.
     *
     * @param settings what is known of the deployment: its files, which of the registered addresses may be contacted, whether the
     *     services are here, so that a loopback address means the same from here, and which gateways there are
     * @return how many there are, in words
     * @throws BrokenPromise if one has none, or fewer than it has processes, or is registered where nobody listens
     * @throws NotLookedAt if it is not known which services there should be
     */
    private static String all(EtcdRegistrations etcd, Settings settings, Deadline deadline) {
        OwnFiles own = settings.own();
        boolean onThisMachine = settings.directories().server().isPresent();
        List<String> expected = etcd.etcd().services();
        if (expected.isEmpty()) {
            throw new NotLookedAt(
                    own.whyUnknown("openim.etcd.services") + ", so nobody knows which services should be registered");
        }
        Registrations registered = etcd.read(deadline);
        List<String> missing = registered.missing(expected);
        if (!missing.isEmpty()) {
            throw new BrokenPromise(
                    "not registered in etcd: " + String.join(", ", missing)
                            + "; others cannot find what is not registered",
                    Evidence.of(Evidence.EXPECTED, "registered: " + String.join(", ", expected)),
                    Evidence.of(Evidence.AILMENT, areMost(missing, expected) ? "lost-data" : "unregistered"),
                    Evidence.of(
                            Evidence.SEEN,
                            "registered: "
                                    + String.join(", ", registered.endpoints().keySet())));
        }
        Dialled dialled = Dialled.all(registered, OwnHosts.of(settings), onThisMachine, deadline);
        Function<String, Optional<String>> ifKept = name -> Optional.of(name)
                .filter(stale -> Optional.ofNullable(registered.leases().get(stale))
                        .map(lease -> registered.hasAnotherThan(dialled.stale(), stale)
                                // Perhaps of the process that was there before a restart: who calls is sent to the
                                // other too.
                                ? etcd.isRenewed(lease, settings.deadlines().call())
                                : etcd.isKept(lease, deadline))
                        .orElse(true));
        List<String> kept = SideBySide.each(dialled.stale(), ifKept).stream()
                .flatMap(Optional::stream)
                .toList();
        if (!kept.isEmpty()) {
            String stale = String.join(", ", kept);
            throw new BrokenPromise(
                    "nobody listens where etcd has " + stale + "; callers are sent there all the same",
                    Evidence.of(Evidence.EXPECTED, "each registered address takes connections"),
                    Evidence.of(Evidence.AILMENT, "stale"),
                    Evidence.of(Evidence.SEEN, stale));
        }
        requireEachProcess(Lacking.among(
                registered.without(dialled.stale()),
                expected,
                own.registrants(),
                settings.endpoints().gateways(),
                onThisMachine ? Holders.here(deadline) : Holders.UNSEEN));
        return expected.size() + " services registered"
                + (dialled.listening() > 0 ? ", and " + dialled.listening() + " addresses take connections" : "");
    }

    private static void requireEachProcess(List<Lacking> lacking) {
        if (lacking.isEmpty()) {
            return;
        }
        List<String> missing =
                lacking.stream().flatMap(each -> each.missing().stream()).toList();
        String which = missing.isEmpty()
                ? ""
                : missing.size() == 1
                        ? "; the one at " + missing.get(0) + " is missing"
                        : "; those at " + String.join(" and ", missing) + " are missing";
        List<Evidence> facts = new ArrayList<>();
        facts.add(Evidence.of(Evidence.EXPECTED, "each process of a service is registered"));
        facts.add(Evidence.of(Evidence.AILMENT, "unregistered"));
        missing.forEach(address -> facts.add(Evidence.of(Evidence.INSTANCE, address)));
        throw new BrokenPromise(
                "not all are registered in etcd: "
                        + lacking.stream().map(Lacking::toString).collect(Collectors.joining(", ")) + which
                        + "; others cannot find what is not registered",
                facts.toArray(Evidence[]::new));
    }

    /** Where only some fell away, it was those services that lost their registration, and not etcd its data. */
    private static boolean areMost(List<String> missing, List<String> expected) {
        return 2 * missing.size() > expected.size();
    }
}
