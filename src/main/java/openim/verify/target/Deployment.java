package openim.verify.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.Latencies;
import openim.verify.client.api.AdminApi;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.BotApi;
import openim.verify.client.api.ChatApi;
import openim.verify.client.docker.ContainerFacts;
import openim.verify.client.docker.ContainerState;
import openim.verify.client.docker.Docker;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.client.net.KeptConnections;
import openim.verify.client.net.Tls;
import openim.verify.client.user.Drivers;
import openim.verify.config.Settings;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * A deployment of OpenIM with a driver for each of its doors.
 *
 * @param settings where and how it is reached
 * @param tls whom we trust
 * @param administrator the administrator's session at openim-api, shared by all
 * @param im the drivers of OpenIMServer
 * @param doors each openim-api and each openim-msggateway by itself
 * @param outside the ways by which clients outside come in
 * @param chat the driver of chat-api
 * @param admin the driver of admin-api
 * @param bot the driver of bot-api, where its address is known
 * @param underneath the external components
 * @param tools the tools of this host
 * @param latencies how long things took so far
 * @param connections to its REST servers, as far as they are kept from one call to the next
 */
public record Deployment(
        Settings settings,
        Tls tls,
        AdminSession administrator,
        Drivers im,
        ServerInstances doors,
        PublicDoors outside,
        ChatApi chat,
        AdminApi admin,
        Optional<BotApi> bot,
        Backends underneath,
        HostTools tools,
        Latencies latencies,
        KeptConnections connections) {

    /**
     * The driver of bot-api.
     *
     * @throws NotLookedAt if its address is not known
     */
    public BotApi bots() {
        return bot.orElseThrow(() -> new NotLookedAt("openim.bot.url is not known"));
    }

    /**
     * What a deployment is made of: the commits of its checkouts, the images and containers of its compose project, the images of its
     * workloads on Kubernetes. What was healthy and is red may have been exchanged meanwhile.
     */
    public static final class Makeup {

        private static final String CONTAINER = "container.";
        private static final String IMAGE = "image.";
        private static final int SHOWN_OF_DIGEST = 12;

        private Makeup() {}

        /**
         * What it is made of now, by name: {@code server.commit}, {@code container.mongo}, {@code image.mongo}. What cannot be told is left
         * out.
         */
        public static Map<String, String> of(Deployment openim, Deadline deadline) {
            Map<String, String> parts =
                    new TreeMap<>(Build.versions(openim.settings().directories()));
            try {
                openim.tools().namespace().ifPresent(namespace -> parts.putAll(workloads(namespace)));
                openim.settings()
                        .directories()
                        .docker()
                        .ifPresent(project ->
                                parts.putAll(containers(project, openim.tools().docker(), deadline)));
            } catch (CannotLook | NotLookedAt untold) {
                return parts; // A check says what is wrong with docker or the cluster.
            }
            return parts;
        }

        private static Map<String, String> workloads(Namespace namespace) {
            return namespace.workloads().stream()
                    .collect(Collectors.toMap(
                            workload -> IMAGE + workload.name(),
                            workload -> workload.images().stream().sorted().collect(Collectors.joining(", ")),
                            (one, same) -> one));
        }

        /** The same of a compose project. */
        static Map<String, String> containers(Path project, Docker docker, Deadline deadline) {
            Map<String, ContainerState> all = docker.composeContainers(project, deadline).stream()
                    .filter(container -> !container.service().isEmpty())
                    .collect(Collectors.toMap(ContainerState::name, Function.identity(), (one, same) -> one));
            Map<String, String> parts = new TreeMap<>();
            for (ContainerFacts facts : docker.inspect(List.copyOf(all.keySet()), deadline)) {
                ContainerState state = all.get(facts.name());
                if (state != null) {
                    parts.put(CONTAINER + state.service(), shortened(facts.id()));
                    parts.put(IMAGE + state.service(), state.image() + " (" + shortened(facts.image()) + ")");
                }
            }
            return parts;
        }

        private static String shortened(String digest) {
            String hex = digest.substring(digest.indexOf(':') + 1);
            return hex.substring(0, Math.min(SHOWN_OF_DIGEST, hex.length()));
        }

        /**
         * What is made of something else than before, in words.
         *
         * @param before what {@link #of} gave then
         * @param now what it gives now
         */
        public static List<String> changes(Map<String, String> before, Map<String, String> now) {
            List<String> changes = new ArrayList<>();
            List<String> made = new ArrayList<>();
            now.forEach((name, value) -> {
                String earlier = before.get(name);
                if (earlier == null || earlier.equals(value)) {
                    return;
                }
                if (!name.startsWith(CONTAINER)) {
                    changes.add((name.startsWith(IMAGE) ? "the image of " + name.substring(IMAGE.length()) : name)
                            + " is " + value + " and was " + earlier);
                } else if (!isExchanged(name.substring(CONTAINER.length()), before, now)) {
                    made.add(name.substring(CONTAINER.length()));
                }
            });
            Stream<String> recreated = made.isEmpty()
                    ? Stream.empty()
                    : Stream.of("made anew from the same image: the container of " + String.join(", ", made));
            return Stream.concat(changes.stream(), recreated).toList();
        }

        /** A container from another image is another container, and that goes without saying. */
        private static boolean isExchanged(String service, Map<String, String> before, Map<String, String> now) {
            String image = before.get(IMAGE + service);
            return image != null && !image.equals(now.get(IMAGE + service));
        }
    }
}
