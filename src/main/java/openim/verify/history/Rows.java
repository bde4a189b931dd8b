package openim.verify.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

/** From values to rows and back, and the tables that these are in. */
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

    /**
     * The form of the file, as the steps that lead to it: a file of an older version is brought up to date by the steps that it
     * lacks, in one transaction. Steps are only ever added.
     *
     * @param steps the statements of each, the first from an empty file to version 1
     */
    record SchemaMigration(List<List<String>> steps) {

        static final SchemaMigration OF_TODAY = new SchemaMigration(List.of(
                List.of("""
                        CREATE TABLE run (id TEXT PRIMARY KEY, deployment TEXT NOT NULL, target TEXT NOT NULL,
                            flavour TEXT NOT NULL, rehearsal INTEGER NOT NULL, command TEXT NOT NULL, look INTEGER NOT NULL,
                            suite TEXT NOT NULL, started_at INTEGER NOT NULL, took_ms INTEGER NOT NULL, verdict TEXT NOT NULL,
                            summary TEXT NOT NULL, first_cause TEXT NOT NULL, not_proven INTEGER NOT NULL,
                            identity TEXT NOT NULL, lost INTEGER NOT NULL)""", "CREATE INDEX run_of_deployment ON run (deployment, suite, started_at)", """
                        CREATE TABLE look (run TEXT NOT NULL REFERENCES run ON DELETE CASCADE, place INTEGER NOT NULL,
                            name TEXT NOT NULL, verdict TEXT NOT NULL, required INTEGER NOT NULL, took_ms INTEGER NOT NULL,
                            PRIMARY KEY (run, place)) WITHOUT ROWID""", """
                        CREATE TABLE speed (run TEXT NOT NULL REFERENCES run ON DELETE CASCADE, step TEXT NOT NULL,
                            count INTEGER NOT NULL, p50_us INTEGER NOT NULL, p90_us INTEGER NOT NULL, p95_us INTEGER NOT NULL,
                            p99_us INTEGER NOT NULL, max_us INTEGER NOT NULL, PRIMARY KEY (run, step)) WITHOUT ROWID""", """
                        CREATE TABLE loss (run TEXT NOT NULL REFERENCES run ON DELETE CASCADE, place INTEGER NOT NULL,
                            message TEXT NOT NULL, state TEXT NOT NULL, sender TEXT NOT NULL, receiver TEXT NOT NULL,
                            conversation TEXT NOT NULL, sent_at INTEGER NOT NULL, last_seen TEXT NOT NULL, cause TEXT NOT NULL,
                            PRIMARY KEY (run, place)) WITHOUT ROWID"""),
                List.of(
                        "CREATE TABLE gap (deployment TEXT NOT NULL, at INTEGER NOT NULL, words TEXT NOT NULL)",
                        """
                        CREATE TABLE version (run TEXT NOT NULL REFERENCES run ON DELETE CASCADE, name TEXT NOT NULL,
                            value TEXT NOT NULL, PRIMARY KEY (run, name)) WITHOUT ROWID""",
                        """
                        CREATE TABLE note (run TEXT NOT NULL REFERENCES run ON DELETE CASCADE, place INTEGER NOT NULL,
                            words TEXT NOT NULL, PRIMARY KEY (run, place)) WITHOUT ROWID"""),
                List.of("ALTER TABLE run ADD COLUMN vantage TEXT NOT NULL DEFAULT ''")));

        SchemaMigration {
            steps = steps.stream().map(List::copyOf).toList();
        }

        int version() {
            return steps.size();
        }

        /**
         * Brings the file up to date, in a transaction of its own.
         *
         * @param connection committing by itself
         * @return whether the file is of this form now; false if it is of a newer one, and then untouched
         */
        boolean bringUpToDate(Connection connection) throws SQLException {
            try (Statement sql = connection.createStatement()) {
                if (versionOf(sql) >= version()) {
                    return versionOf(sql) == version();
                }
                // With the lock from the start: of several who had read already SQLite would refuse all but one
                // at once, however long they would wait.
                sql.execute("BEGIN IMMEDIATE");
                try {
                    addSteps(sql);
                    sql.execute("COMMIT");
                } catch (SQLException | RuntimeException failed) {
                    sql.execute("ROLLBACK");
                    throw failed;
                }
                return versionOf(sql) == version();
            }
        }

        /** Whether the file is of no form at all. */
        boolean isNone(Connection connection) throws SQLException {
            try (Statement sql = connection.createStatement()) {
                return versionOf(sql) == 0;
            }
        }

        private void addSteps(Statement sql) throws SQLException {
            int from = versionOf(sql);
            for (List<String> step : steps.subList(Math.min(from, version()), version())) {
                for (String statement : step) {
                    sql.execute(statement);
                }
            }
            if (from < version()) {
                sql.execute("PRAGMA user_version = " + version());
            }
        }

        private static int versionOf(Statement sql) throws SQLException {
            try (ResultSet row = sql.executeQuery("PRAGMA user_version")) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }
}
