package openim.verify.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import openim.verify.suite.Subject;
import openim.verify.verdict.CheckId;
import openim.verify.verdict.Latency;
import openim.verify.verdict.Latency.Step;
import openim.verify.verdict.Loss;
import openim.verify.verdict.Verdict;

/** From values to rows and back. */
record Rows(Connection connection) {

    void insert(PastRun run) throws SQLException {
        execute(
                "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                run.deployment(),
                run.subject().name(),
                run.subject().flavour(),
                run.subject().rehearsal() ? 1 : 0,
                run.occasion().command(),
                run.occasion().look(),
                run.suite(),
                run.startedAt().toEpochMilli(),
                run.took().toMillis(),
                run.verdict().word(),
                run.verdict().summary(),
                run.firstCause().map(CheckId::value).orElse(""),
                run.notProven(),
                run.identity(),
                run.lost(),
                run.subject().vantage());
        for (int place = 0; place < run.looks().size(); place++) {
            PastLook look = run.looks().get(place);
            execute(
                    "INSERT INTO look VALUES (?, ?, ?, ?, ?, ?)",
                    run.id(),
                    place,
                    look.check().value(),
                    look.verdict(),
                    look.required() ? 1 : 0,
                    look.took().toMillis());
        }
        for (Latency speed : run.speeds()) {
            execute(
                    "INSERT INTO speed VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    speed.step().word(),
                    speed.count(),
                    micros(speed.median()),
                    micros(speed.p90()),
                    micros(speed.p95()),
                    micros(speed.p99()),
                    micros(speed.slowest()));
        }
        insertLosses(run);
        for (Map.Entry<String, String> version : run.versions().entrySet()) {
            execute("INSERT INTO version VALUES (?, ?, ?)", run.id(), version.getKey(), version.getValue());
        }
        for (int place = 0; place < run.notes().size(); place++) {
            execute(
                    "INSERT INTO note VALUES (?, ?, ?)",
                    run.id(),
                    place,
                    run.notes().get(place));
        }
    }

    private void insertLosses(PastRun run) throws SQLException {
        for (int place = 0; place < run.losses().size(); place++) {
            Loss loss = run.losses().get(place);
            execute(
                    "INSERT INTO loss VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    place,
                    loss.message(),
                    loss.state(),
                    loss.from(),
                    loss.to(),
                    loss.conversation(),
                    loss.sentAt().toEpochMilli(),
                    loss.lastSeen(),
                    loss.cause());
        }
    }

    void delete(String run) throws SQLException {
        execute("DELETE FROM run WHERE id = ?", run);
    }

    void forget(String deployment, String suite, int most) throws SQLException {
        execute(
                "DELETE FROM run WHERE deployment = ? AND suite = ? AND id NOT IN (SELECT id FROM run"
                        + " WHERE deployment = ? AND suite = ? ORDER BY started_at DESC, id DESC LIMIT ?)",
                deployment,
                suite,
                deployment,
                suite,
                most);
    }

    void insert(String deployment, Gap gap) throws SQLException {
        execute(
                "INSERT INTO gap SELECT ?, ?, ? WHERE NOT EXISTS"
                        + " (SELECT 1 FROM gap WHERE deployment = ? AND words = ?)",
                deployment,
                gap.at().toEpochMilli(),
                gap.words(),
                deployment,
                gap.words());
    }

    List<Gap> gaps(String deployment, String every) throws SQLException {
        return all(
                "SELECT at, words FROM gap WHERE deployment IN (?, ?) ORDER BY at",
                row -> new Gap(time(row, "at"), row.getString("words")),
                deployment,
                every);
    }

    List<PastRun> last(String deployment, String suite, int number) throws SQLException {
        return all(
                "SELECT * FROM run WHERE deployment = ? AND ? IN (suite, '') ORDER BY started_at DESC, id DESC LIMIT ?",
                this::run,
                deployment,
                suite,
                number);
    }

    List<PastRun> hourly(String deployment, String suite, int number) throws SQLException {
        return all(
                "SELECT * FROM run WHERE id IN (SELECT id FROM (SELECT id, MAX(started_at) AS newest FROM run"
                        + " WHERE deployment = ? AND suite = ? AND verdict = 'healthy' GROUP BY started_at / 3600000"
                        + " ORDER BY newest DESC LIMIT ?)) ORDER BY started_at DESC",
                this::run,
                deployment,
                suite,
                number);
    }

    boolean has(String run) throws SQLException {
        return !all("SELECT 1 FROM run WHERE id = ?", row -> true, run).isEmpty();
    }

    Optional<Instant> since(String deployment) throws SQLException {
        return all(
                        "SELECT started_at FROM run WHERE deployment = ? ORDER BY started_at LIMIT 1",
                        row -> time(row, "started_at"),
                        deployment)
                .stream()
                .findFirst();
    }

    List<String> deployments() throws SQLException {
        return all("SELECT DISTINCT deployment FROM run ORDER BY deployment", row -> row.getString(1));
    }

    private PastRun run(ResultSet row) throws SQLException {
        String id = row.getString("id");
        Map<String, String> versions = new LinkedHashMap<>();
        all("SELECT * FROM version WHERE run = ?", v -> Map.entry(v.getString("name"), v.getString("value")), id)
                .forEach(version -> versions.put(version.getKey(), version.getValue()));
        String cause = row.getString("first_cause");
        return new PastRun(
                id,
                row.getString("deployment"),
                new Subject(
                        row.getString("target"),
                        row.getString("flavour"),
                        row.getInt("rehearsal") == 1,
                        versions.getOrDefault(PastRun.RELEASE, Subject.UNKNOWN_RELEASE),
                        row.getString("vantage")),
                new RunOrigin(row.getString("command"), row.getInt("look")),
                row.getString("suite"),
                time(row, "started_at"),
                Duration.ofMillis(row.getLong("took_ms")),
                verdict(row.getString("verdict"), row.getString("summary")),
                cause.isEmpty() ? Optional.empty() : Optional.of(new CheckId(cause)),
                row.getLong("not_proven"),
                row.getString("identity"),
                versions,
                all("SELECT * FROM look WHERE run = ? ORDER BY place", Rows::look, id),
                all("SELECT * FROM speed WHERE run = ?", Rows::speed, id).stream()
                        .sorted(Comparator.comparing(Latency::step))
                        .toList(),
                all("SELECT * FROM loss WHERE run = ? ORDER BY place", Rows::loss, id),
                row.getLong("lost"),
                all("SELECT words FROM note WHERE run = ? ORDER BY place", note -> note.getString(1), id));
    }

    private static Verdict verdict(String word, String summary) {
        return switch (word) {
            case "healthy" -> new Verdict.Healthy(summary);
            case "unhealthy" -> new Verdict.Unhealthy(summary);
            default -> new Verdict.Undetermined(summary);
        };
    }

    private static PastLook look(ResultSet row) throws SQLException {
        return new PastLook(
                new CheckId(row.getString("name")),
                row.getString("verdict"),
                row.getInt("required") == 1,
                Duration.ofMillis(row.getLong("took_ms")));
    }

    private static Latency speed(ResultSet row) throws SQLException {
        return new Latency(
                Step.valueOf(row.getString("step").toUpperCase(Locale.ROOT)),
                row.getLong("count"),
                micros(row, "p50_us"),
                micros(row, "p90_us"),
                micros(row, "p95_us"),
                micros(row, "p99_us"),
                micros(row, "max_us"));
    }

    private static Loss loss(ResultSet row) throws SQLException {
        return new Loss(
                row.getString("message"),
                row.getString("state"),
                row.getString("sender"),
                row.getString("receiver"),
                row.getString("conversation"),
                time(row, "sent_at"),
                row.getString("last_seen"),
                row.getString("cause"));
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }

    private static Duration micros(ResultSet row, String column) throws SQLException {
        return Duration.ofNanos(row.getLong(column) * 1000);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String sql, Reading<T> reading, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet row = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (row.next()) {
                all.add(reading.read(row));
            }
            return all;
        }
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
