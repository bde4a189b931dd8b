package openim.verify.probe;

import java.net.URI;
import openim.verify.await.Deadline;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.client.net.Tls;
import openim.verify.config.Settings;
import openim.verify.config.deployment.Webhooks;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * Where OpenIMServer is told to call webhooks: one that is called before a message, and does not answer, costs each message.
 *
 * <p>Only a connection is made; nothing is called.
 */
public final class WebhookCalls {

    private WebhookCalls() {}

    /**
     * Sees to it that somebody listens there.
     *
     * @return where, in words
     * @throws BrokenPromise if nobody does
     * @throws Absent if no webhook is enabled
     * @throws NotLookedAt if the files that would tell are not known, or that place means another one from here
     */
    public static String listenedFor(Settings settings, Deadline deadline) {
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
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        return new HostPort(url.getHost().replaceAll("[\\[\\]]", ""), url.getPort() < 0 ? usual : url.getPort())
                .url(false);
    }
}
