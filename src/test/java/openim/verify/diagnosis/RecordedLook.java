package openim.verify.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.Observation;

/**
 * One look of a client with sixteen checks at a real deployment, in the words of our own checks.
 *
 * @param fault which part was killed or hung: {@code redis-killed}
 * @param phase {@code fault} while it was, {@code after-fix} and {@code hold} after
 * @param seconds since the fault, or since the fix
 * @param observations what was seen
 */
record RecordedLook(String fault, String phase, double seconds, List<Observation> observations) {

    /** Our check for each of the client's. What had no equal then has none here: components, processes, the rpc probes. */
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("probe.api", "probe.api"),
            Map.entry("probe.chat", "probe.chat"),
            Map.entry("probe.admin", "probe.admin"),
            Map.entry("auth.admin-token", "probe.auth"),
            Map.entry("auth.account-check", "probe.auth"),
            Map.entry("auth.user-token", "probe.auth"),
            Map.entry("probe.gateway", "probe.gateway"),
            Map.entry("message.acknowledged", "message.acknowledged"),
            Map.entry("message.pushed", "message.pushed"),
            Map.entry("message.pulled", "message.pulled"),
            Map.entry("message.pulled-rest", "message.pulled"),
            Map.entry("message.stored", "message.stored"),
            Map.entry("message.rest-sent-and-pushed", "message.rest-acknowledged"),
            Map.entry("file.round-trip", "file.round-trip"),
            Map.entry("chat.login", "chat.login"),
            Map.entry("admin.login", "admin.login"));

    static List<RecordedLook> all() {
        List<RecordedLook> looks = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecordedLook.class.getResourceAsStream("looks.jsonl")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                looks.add(read(new JsonMapper().readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return looks;
    }

    static Stream<RecordedLook> whileBroken() {
        return all().stream().filter(look -> look.phase.equals("fault"));
    }

    /** The same with more seen. */
    RecordedLook and(Observation... more) {
        return new RecordedLook(
                fault,
                phase,
                seconds,
                Stream.concat(observations.stream(), Stream.of(more)).toList());
    }

    boolean isAllGreen() {
        return observations.stream().allMatch(seen -> seen.verdict().isHealthy());
    }

    private static RecordedLook read(JsonNode look) {
        Map<CheckId, Observation> byCheck = new LinkedHashMap<>();
        look.path("checks")
                .properties()
                .forEach(check -> byCheck.merge(
                        new CheckId(Objects.requireNonNull(OURS.get(check.getKey()), check.getKey())),
                        observation(OURS.get(check.getKey()), check.getValue()),
                        RecordedLook::worse));
        return new RecordedLook(
                look.path("fault").asText(),
                look.path("phase").asText(),
                look.path("seconds").asDouble(),
                List.copyOf(byCheck.values()));
    }

    /** Red, or else not looked at, or else green. */
    private static Observation worse(Observation one, Observation other) {
        Comparator<Observation> bad = Comparator.comparing(
                each -> each.verdict().isUnhealthy() ? 2 : each.verdict().isHealthy() ? 0 : 1);
        return bad.compare(one, other) >= 0 ? one : other;
    }

    private static Observation observation(String check, JsonNode seen) {
        String text = seen.path("text").asText("");
        return switch (seen.path("outcome").asText()) {
            case "ok" -> Seen.green(check);
            case "not-looked-at" -> Seen.notLookedAt(check, text);
            default -> red(check, seen, text);
        };
    }

    private static Observation red(String check, JsonNode seen, String text) {
        if (check.equals("message.rest-acknowledged") && text.startsWith("no push")) {
            return Seen.green(check);
        }
        String words = text.contains(" | -> ") ? text.substring(0, text.indexOf(" | -> ")) : text;
        if (seen.path("errCode").isInt() && !check.equals("message.stored")) {
            return Seen.red(
                    check,
                    Evidence.of(Evidence.ERR_CODE, seen.path("errCode").asInt()),
                    Evidence.of(Evidence.WORDS, words));
        }
        return Seen.red(check, Evidence.of(Evidence.FAILURE, failure(text)), Evidence.of(Evidence.WORDS, words));
    }

    private static String failure(String text) {
        if (text.contains("refused")) {
            return "refused";
        }
        return text.contains("ConnectionReset") ? "cut" : text.startsWith("no ") ? "no-answer" : "";
    }

    @Override
    public String toString() {
        return fault + " " + phase + " " + seconds + " s";
    }
}
