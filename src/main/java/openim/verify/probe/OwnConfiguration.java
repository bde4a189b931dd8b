package openim.verify.probe;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Deadline;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.client.net.Tls;
import openim.verify.config.Settings;
import openim.verify.config.deployment.DeploymentFault;
import openim.verify.config.deployment.Directories;
import openim.verify.config.deployment.Webhooks;
import openim.verify.config.reach.Ports;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** The deployment's own files, read together: what one says must be what another expects, and what OpenIM can read. */
public final class OwnConfiguration {

    private OwnConfiguration() {}

    /**
     * Sees to it that nothing is in them that OpenIM cannot work with.
     *
     * @return what was read, in words
     * @throws BrokenPromise if there is, with file, reason, and what to write instead
     * @throws NotLookedAt if none of them was named
     */
    public static String mustBeConsistent(Settings settings) {
        Directories directories = settings.directories();
        List<String> read = Stream.concat(
                        Stream.of(directories.server(), directories.chat(), directories.docker())
                                .flatMap(named -> named.stream())
                                .map(String::valueOf),
                        settings.kubernetes().map(where -> "the namespace " + where.namespace()).stream())
                .toList();
        if (read.isEmpty()) {
            throw new NotLookedAt("no directory of the deployment is known here, so nobody read its files");
        }
        List<DeploymentFault> faults = settings.own().faults();
        if (!faults.isEmpty()) {
            String words =
                    faults.stream().map(DeploymentFault::toString).distinct().collect(Collectors.joining("; "));
            throw new BrokenPromise(
                    words,
                    Evidence.of(Evidence.EXPECTED, "OpenIM can work with what its own files say"),
                    Evidence.of(
                            Evidence.FROM,
                            faults.stream()
                                    .map(DeploymentFault::file)
                                    .distinct()
                                    .collect(Collectors.joining(", "))),
                    Evidence.of(Evidence.AILMENT, "misconfigured"),
                    Evidence.of(Evidence.WORDS, words));
        }
        return "nothing in the files of " + String.join(", ", read) + " contradicts itself";
    }

    /**
     * Sees to it that somebody listens where OpenIMServer is told to call webhooks: one that is called before a message, and does not
     * answer, costs each message. Only a connection is made; nothing is called.
     *
     * @return where, in words
     * @throws BrokenPromise if nobody does
     * @throws Absent if no webhook is enabled
     * @throws NotLookedAt if the files that would tell are not known, or that place means another one from here
     */
    public static String webhooksMustBeListenedFor(Settings settings, Deadline deadline) {
        if (settings.directories().server().isEmpty()
                && settings.directories().docker().isEmpty()
                && settings.kubernetes().isEmpty()) {
            throw new NotLookedAt(
                    "neither openim.server.dir nor openim.docker.dir is known, so nobody read webhooks.yml");
        }
        Webhooks webhooks = settings.own().webhooks().orElseThrow(() -> new Absent("no webhook is enabled"));
        String who = (webhooks.enabled().size() == 1 ? "the webhook " : "the webhooks ")
                + String.join(", ", webhooks.enabled()) + " of " + webhooks.source() + " at " + webhooks.where();
        if (webhooks.inContainer() && isOnlyMeantInside(webhooks.url())) {
            throw new NotLookedAt(who + " cannot be told from here: that address means another place in a container");
        }
        try (Connection connection = Dial.to(tcp(webhooks.url()), Tls.ofTheJdk(), deadline)) {
            return "somebody listens for " + who;
        } catch (NotConnected e) {
            if (webhooks.inContainer() && Reachability.isUnknownName(e)) {
                throw new NotLookedAt(who + " cannot be found from here: " + e.words());
            }
            throw new BrokenPromise(
                    who + ": nobody answers there (" + e.words() + "); OpenIM waits for it at each such call",
                    Evidence.of(Evidence.EXPECTED, "somebody listens there"),
                    Evidence.of(Evidence.FROM, webhooks.source() + ", url"),
                    Evidence.of(Evidence.FAILURE, e.failure().word()),
                    Evidence.of(Evidence.AILMENT, "elsewhere"),
                    Evidence.of(Evidence.WORDS, e.words()));
        }
    }

    private static boolean isOnlyMeantInside(URI url) {
        return url.getHost().matches("localhost|127\\.[0-9.]+|\\[?::1]?|host\\.docker\\.internal");
    }

    private static URI tcp(URI url) {
        return new HostPort(url.getHost().replaceAll("[\\[\\]]", ""), Ports.of(url)).url(false);
    }
}
