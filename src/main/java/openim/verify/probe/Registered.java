package openim.verify.probe;

import static openim.verify.target.Backends.known;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.await.Deadline;
import openim.verify.await.SideBySide;
import openim.verify.client.Failure;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.Registrations;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.OwnHosts;
import openim.verify.client.net.Tls;
import openim.verify.config.Instances;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Kubernetes;
import openim.verify.config.deployment.OwnFiles;
import openim.verify.config.deployment.Registrants;
import openim.verify.config.reach.Loopback;
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
            return Pods.of(openim)
                    .orElseThrow()
                    .mustBeFound(cluster.get(), openim.settings().own(), deadline);
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

    /**
     * A service of which fewer processes are registered than there are: those that are not found work for nobody, and the others hide it.
     *
     * @param registered how many are
     * @param expected how many there are
     * @param missing where those are that are not registered, as far as that can be told
     */
    record Lacking(String service, int registered, int expected, List<String> missing) {

        Lacking {
            missing = List.copyOf(missing);
        }

        /**
         * Counts.
         *
         * @param live what is registered, without what falls away with its lease
         * @param services those that there should be
         * @param registrants which of their processes register, by the deployment's own files
         * @param gateways each gateway, where it is known of several where they are
         */
        static List<Lacking> among(
                Registrations live,
                List<String> services,
                Map<String, Registrants> registrants,
                Instances gateways,
                Holders holders) {
            List<Lacking> lacking = new ArrayList<>();
            for (String service : services) {
                Registrants files = registrants.getOrDefault(service, new Registrants(0, List.of()));
                List<URI> urls =
                        Registrations.isOfGateways(service) && gateways.areSeveral() ? gateways.urls() : List.of();
                int expected = Math.max(files.count(), urls.size());
                List<String> there = live.endpoints().getOrDefault(service, List.of());
                if (there.size() < expected) {
                    lacking.add(new Lacking(
                            service,
                            there.size(),
                            expected,
                            missing(expected - there.size(), there, files.addresses(), urls, holders)));
                }
            }
            return lacking;
        }

        /** A way to tell them counts only where it finds as many as are missing. */
        private static List<String> missing(
                int count, List<String> there, List<String> addresses, List<URI> urls, Holders holders) {
            List<String> byProcess = urls.stream()
                    .filter(url -> isOfNobodyAt(url, there, holders))
                    .map(URI::toString)
                    .toList();
            if (byProcess.size() == count) {
                return byProcess;
            }
            List<String> byPort = new ArrayList<>(addresses);
            byPort.removeAll(there);
            if (byPort.size() == count) {
                return byPort;
            }
            List<String> byHost = urls.stream()
                    .filter(url -> there.stream()
                            .noneMatch(address -> HostPort.parse(address).host().equals(url.getHost())))
                    .map(URI::toString)
                    .toList();
            return byHost.size() == count ? byHost : List.of();
        }

        /** Whether the process that answers there holds none of the registered ports; not if it cannot be seen who holds which. */
        private static boolean isOfNobodyAt(URI url, List<String> there, Holders holders) {
            Optional<Set<Long>> answering = holders.of(url);
            Set<Long> registered = new HashSet<>();
            for (String address : there) {
                Optional<Set<Long>> held = holders.of(HostPort.parse(address));
                if (held.isEmpty()) {
                    return false;
                }
                registered.addAll(held.get());
            }
            return answering.isPresent() && answering.get().stream().noneMatch(registered::contains);
        }

        /** {@code messagegateway-rpc-service (1 of 2)}. */
        @Override
        public String toString() {
            return service + " (" + registered + " of " + expected + ")";
        }
    }

    /**
     * The registered addresses, each of them dialled.
     *
     * <p>One that refuses accuses its registration only where it is known that the address means the same from here: on a host of which
     * another registered address takes connections, or on this machine if the servers are on it. Silence accuses nobody, for a packet
     * filter is silent too.
     *
     * @param stale the addresses where nobody listens, each after the name of its service
     * @param listening at how many somebody does
     */
    record Dialled(List<String> stale, int listening) {

        private static final Duration EACH = Duration.ofMillis(700);

        Dialled {
            stale = List.copyOf(stale);
        }

        /**
         * Dials them.
         *
         * @param hosts which of them may be contacted
         * @param onThisMachine whether the services are here, so that a loopback address means the same from here; else it is not dialled
         */
        static Dialled all(Registrations registered, OwnHosts hosts, boolean onThisMachine, Deadline deadline) {
            OwnHosts dialled = onThisMachine ? hosts.onThisMachine() : hosts;
            Map<String, String> refusing = new TreeMap<>();
            Set<String> open = new HashSet<>();
            Set<String> silent = new HashSet<>();
            Map<String, String> refusingHosts = new HashMap<>();
            int listening = 0;
            for (Map.Entry<String, List<String>> service :
                    registered.endpoints().entrySet()) {
                for (String endpoint : service.getValue()) {
                    HostPort address = HostPort.parse(endpoint);
                    if (silent.contains(address.host()) || (Loopback.isHost(address.host()) && !onThisMachine)) {
                        continue;
                    }
                    try {
                        dialled.dial(address.url(false), Tls.ofTheJdk(), EACH, deadline)
                                .close();
                        open.add(address.host());
                        listening++;
                    } catch (NotConnected e) {
                        if (e.failure() == Failure.REFUSED) {
                            String words = Registrations.named(service.getKey(), endpoint);
                            refusing.put(words, words);
                            refusingHosts.put(words, address.host());
                        } else {
                            silent.add(address.host());
                        }
                    } catch (NotLookedAt notTheirs) {
                        silent.add(address.host());
                    }
                }
            }
            List<String> stale = new ArrayList<>(refusing.keySet());
            stale.removeIf(words -> {
                String host = refusingHosts.getOrDefault(words, "");
                return !open.contains(host) && !Loopback.isHost(host);
            });
            return new Dialled(stale, listening);
        }
    }
}
