package openim.verify.client.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.await.Pause;
import openim.verify.client.Excerpt;
import openim.verify.client.LoginRefused;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Reachability;
import openim.verify.client.net.Tls;
import openim.verify.config.secret.UserPassword;
import openim.verify.config.store.Etcd;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * Reads which services have registered, through etcd's JSON gateway.
 *
 * <p>A service registers each of its processes under {@code root/service/host:port}, with a lease; the root is whatever
 * discovery.yml has there, slashes and all. Other keys below the root
 * (targets of Prometheus, of the form {@code root/prometheus_discovery/service/0}) are passed over.
 */
public record EtcdRegistrations(Etcd etcd, Tls tls) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Where the config centre of releases from 3.8.4 on keeps what files said before. */
    private static final String CENTRE = "/open-im/config/";

    private static final String CENTRE_SWITCH = "enable-config-center";
    private static final String ON = "enable";

    private static final Duration BETWEEN = Duration.ofMillis(500);

    private static final Pattern ENDPOINT = Pattern.compile("([^/]+)/([^/]+:\\d+)");

    /**
     * Reads them.
     *
     * @throws NotLookedAt if etcd asks for credentials that we have not, or its name is unknown here
     * @throws CannotLook if it gives no answer that can be read
     */
    public Registrations read(Deadline deadline) {
        CannotLook last = new CannotLook("etcd has no endpoint");
        int left = etcd.endpoints().size();
        for (URI endpoint : etcd.endpoints()) {
            HttpLook http =
                    new HttpLook(tls, deadline.atMost(deadline.remaining().dividedBy(left--)));
            try {
                return registrations(below(), range(http, endpoint));
            } catch (NotConnected e) {
                if (Reachability.isUnknownName(e)) {
                    throw new NotLookedAt(EtcdComponent.who(etcd) + " cannot be found from here: " + e.words());
                }
                last = cannotLook(
                        endpoint,
                        e.words(),
                        Evidence.of(Evidence.FAILURE, e.failure().word()));
            } catch (JsonProcessingException e) {
                last = cannotLook(endpoint, "its answer is no JSON");
            }
        }
        throw last;
    }

    /**
     * Whether the file of that name has no say, because the config centre is on and has one of its own: what is below
     * {@code /open-im/config/} in etcd counts then.
     *
     * @return the key in etcd that counts; empty if the file does, or that cannot be told
     */
    public Optional<String> keyInPlaceOf(String file, Deadline deadline) {
        return etcd.endpoints().stream()
                .filter(endpoint -> read(endpoint, CENTRE + CENTRE_SWITCH, deadline)
                        .filter(ON::equals)
                        .isPresent())
                .filter(endpoint -> read(endpoint, CENTRE + file, deadline).isPresent())
                .findFirst()
                .map(endpoint -> CENTRE + file);
    }

    private Optional<String> read(URI endpoint, String key, Deadline deadline) {
        try {
            return value(new HttpLook(tls, deadline), endpoint, key);
        } catch (NotConnected | JsonProcessingException | CannotLook | NotLookedAt untold) {
            return Optional.empty();
        }
    }

    private Optional<String> value(HttpLook http, URI endpoint, String key)
            throws NotConnected, JsonProcessingException {
        String body = JSON.createObjectNode().put("key", base64(key)).toString();
        JsonNode found = answered(endpoint, http.post(endpoint.resolve("/v3/kv/range"), body, token(http, endpoint)));
        String value = found.path("kvs").path(0).path("value").asText();
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
    }

    /**
     * Whether somebody keeps a lease alive, as far as can be told: whoever does renews it each third of its length, so that one with
     * less than two thirds left runs out, and takes with it what a process left behind that has died.
     */
    public boolean isKept(long lease, Deadline deadline) {
        return timeLeft(lease, deadline).map(TimeLeft::looksKept).orElse(true);
    }

    /**
     * The same, watched until it is certain: a process that has just died leaves a lease with as much time as a kept one has. That
     * takes a third of the lease's length, 10 s for OpenIM's.
     *
     * @param call how long one answer may take
     */
    public boolean isRenewed(long lease, Duration call) {
        Optional<TimeLeft> seen = timeLeft(lease, Deadline.in(call));
        if (seen.isEmpty()) {
            return true;
        }
        Deadline watched = Deadline.in(
                Duration.ofSeconds(seen.get().granted()).dividedBy(3).plusSeconds(2));
        while (!watched.isOver()) {
            long before = seen.get().seconds();
            if (!seen.get().looksKept()) {
                return false;
            }
            Pause.until(watched.atMost(BETWEEN));
            seen = timeLeft(lease, Deadline.in(call));
            if (seen.isEmpty() || seen.get().seconds() > before) {
                return true;
            }
        }
        return true;
    }

    /** Whether nobody has kept a lease alive for half of its length: who does is hardly ever so late. */
    public boolean isRunningOut(long lease, Deadline deadline) {
        return timeLeft(lease, deadline).filter(TimeLeft::isLessThanHalf).isPresent();
    }

    /**
     * How long a lease still lasts.
     *
     * @param granted its length, in seconds
     */
    private record TimeLeft(long seconds, long granted) {

        boolean looksKept() {
            return 3 * seconds >= 2 * granted;
        }

        boolean isLessThanHalf() {
            return 2 * seconds < granted;
        }
    }

    /** Empty if no endpoint tells. */
    private Optional<TimeLeft> timeLeft(long lease, Deadline deadline) {
        String body = JSON.createObjectNode().put("ID", String.valueOf(lease)).toString();
        for (URI endpoint : etcd.endpoints()) {
            HttpLook http = new HttpLook(tls, deadline);
            try {
                JsonNode told = answered(
                        endpoint, http.post(endpoint.resolve("/v3/lease/timetolive"), body, token(http, endpoint)));
                return Optional.of(new TimeLeft(
                                told.path("TTL").asLong(),
                                told.path("grantedTTL").asLong()))
                        .filter(left -> left.granted() > 0);
            } catch (NotConnected | JsonProcessingException | CannotLook | NotLookedAt untold) {
                // Another may tell.
            }
        }
        return Optional.empty();
    }

    /**
     * Asks for a single key, as whoever registers has to be able to.
     *
     * @throws LoginRefused if it does not let us
     * @throws CannotLook if it gives no answer that can be read
     */
    void tryAt(URI endpoint, Deadline deadline) throws NotConnected, JsonProcessingException {
        HttpLook http = new HttpLook(tls, deadline);
        String body = JSON.createObjectNode()
                .put("key", base64(etcd.root()))
                .put("keys_only", true)
                .toString();
        answered(endpoint, http.post(endpoint.resolve("/v3/kv/range"), body, token(http, endpoint)));
    }

    private JsonNode range(HttpLook http, URI endpoint) throws NotConnected, JsonProcessingException {
        String from = below();
        String to = etcd.root() + "0"; // '0' is the character after '/'.
        String body = JSON.createObjectNode()
                .put("key", base64(from))
                .put("range_end", base64(to))
                .put("keys_only", true)
                .toString();
        return answered(endpoint, http.post(endpoint.resolve("/v3/kv/range"), body, token(http, endpoint)));
    }

    /** What the keys of all services begin with. */
    private String below() {
        return etcd.root() + "/";
    }

    private Optional<String> token(HttpLook http, URI endpoint) throws NotConnected, JsonProcessingException {
        if (etcd.login().isEmpty()) {
            return Optional.empty();
        }
        UserPassword login = etcd.login().get();
        String body = JSON.createObjectNode()
                .put("name", login.user())
                .put("password", login.password().reveal())
                .toString();
        HttpLook.Reply reply = http.post(endpoint.resolve("/v3/auth/authenticate"), body, Optional.empty());
        // A login for an etcd that asks for none is odd, and no reason not to read it.
        return reply.body().contains("authentication is not enabled")
                ? Optional.empty()
                : Optional.of(answered(endpoint, reply).path("token").asText());
    }

    private JsonNode answered(URI endpoint, HttpLook.Reply reply) throws JsonProcessingException {
        if (reply.isOk()) {
            return JSON.readTree(reply.body());
        }
        if (reply.status() == 400 || reply.status() == 401 || reply.status() == 403) {
            throw new LoginRefused("etcd at " + endpoint, reply.toString());
        }
        throw cannotLook(endpoint, reply.toString());
    }

    private static Registrations registrations(String below, JsonNode range) {
        Map<String, List<String>> endpoints = new TreeMap<>();
        Map<String, Long> leases = new TreeMap<>();
        for (JsonNode each : range.path("kvs")) {
            String key = new String(Base64.getDecoder().decode(each.path("key").asText()), StandardCharsets.UTF_8);
            Matcher matcher = ENDPOINT.matcher(key.startsWith(below) ? key.substring(below.length()) : "");
            if (matcher.matches()) {
                endpoints
                        .computeIfAbsent(matcher.group(1), service -> new ArrayList<>())
                        .add(matcher.group(2));
                long lease = each.path("lease").asLong();
                if (lease != 0) {
                    leases.put(Registrations.named(matcher.group(1), matcher.group(2)), lease);
                }
            }
        }
        return new Registrations(endpoints, leases);
    }

    private static CannotLook cannotLook(URI endpoint, String words, Evidence... more) {
        List<Evidence> evidence = new ArrayList<>(List.of(more));
        evidence.add(Evidence.of(Evidence.FROM, endpoint));
        evidence.add(Evidence.of(Evidence.WORDS, Excerpt.of(words)));
        return new CannotLook(
                "the registrations in etcd at " + endpoint + " could not be read: " + Excerpt.of(words),
                evidence.toArray(Evidence[]::new));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
