package openim.verify.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

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
            List.of("CREATE TABLE gap (deployment TEXT NOT NULL, at INTEGER NOT NULL, words TEXT NOT NULL)", """
                    CREATE TABLE version (run TEXT NOT NULL REFERENCES run ON DELETE CASCADE, name TEXT NOT NULL,
                        value TEXT NOT NULL, PRIMARY KEY (run, name)) WITHOUT ROWID""", """
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
            // With the lock from the start: of several who had read already SQLite would refuse all but one at once,
            // however
            // long they would wait.
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
