package openim.verify.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openim.verify.verdict.CannotLook;

/**
 * The runs that were made from here, in one file.
 *
 * <p>Bounded: of each deployment and suite the newest runs are kept. A run is added whole or not at all, also when the
 * process is killed. Several processes may have it open. Every method throws {@link CannotLook} if the file cannot be read or
 * written, which is no reason not to verify. Not for several threads at once.
 */
public final class RunDatabase implements AutoCloseable {

    private final RunDatabaseFile file;
    private final Path path;
    private final Connection connection;
    private final Rows rows;
    private final int most;

    private RunDatabase(RunDatabaseFile file, Path path, int most) {
        this.file = file;
        this.path = path;
        this.connection = file.connection();
        this.rows = new Rows(connection);
        this.most = most;
    }

    /**
     * Opens it, and makes it if it is not there. An unreadable file is set aside, and the gap is noted for each deployment
     * that is asked for.
     *
     * @param reports the directory of reports
     * @param most how many runs of each deployment and suite are kept
     */
    public static RunDatabase in(Path reports, int most) {
        return in(reports, most, Clock.systemUTC());
    }

    static RunDatabase in(Path reports, int most, Clock clock) {
        RunDatabaseFile file = RunDatabaseFile.open(file(reports), SchemaMigration.OF_TODAY);
        RunDatabase chronicle = new RunDatabase(file, file(reports), most);
        file.loss().ifPresent(words -> chronicle.note(EVERY_DEPLOYMENT, new Gap(clock.instant(), words)));
        return chronicle;
    }

    /**
     * One that somebody else keeps, as it is now: nothing of it is changed.
     *
     * @param runs its file
     * @throws CannotLook if it is none, or cannot be read
     */
    public static RunDatabase asKeptIn(Path runs) {
        return new RunDatabase(RunDatabaseFile.copyOf(runs, SchemaMigration.OF_TODAY), runs, Integer.MAX_VALUE);
    }

    /** Where the file is, whether it is there or not. */
    public static Path file(Path reports) {
        return reports.resolve("history").resolve("runs.db");
    }

    /** Among so many are good ones enough, unless there is nothing usual. */
    private static final int LOOKED_THROUGH = 30;

    private static final String EVERY_DEPLOYMENT = "*";

    /** Adds a run, in the place of one of its name, and forgets those that are over the bound. */
    public void add(PastRun run) {
        transaction(() -> {
            rows.delete(run.id());
            rows.insert(run);
            rows.forget(run.deployment(), run.suite(), most);
        });
    }

    /** Notes that runs before this moment are missing. The same words are noted once. */
    public void note(String deployment, Gap gap) {
        transaction(() -> rows.insert(deployment, gap));
    }

    /** Where the history of a deployment is not whole, the oldest first. */
    public List<Gap> gaps(String deployment) {
        return reading(() -> rows.gaps(deployment, EVERY_DEPLOYMENT));
    }

    /** The last runs of a suite against a deployment, the newest first. */
    public List<PastRun> last(String deployment, String suite, int number) {
        return reading(() -> rows.last(deployment, suite, number));
    }

    /**
     * The last good runs to compare with, the newest first, one of each hour: whoever looks each minute would else compare with
     * the last minutes, and what has been slow for half an hour would be usual. Where that gives too few, the last of all kinds.
     */
    public List<PastRun> usual(String deployment, String suite) {
        List<PastRun> hourly = reading(() -> rows.hourly(deployment, suite, Baseline.MOST));
        return hourly.size() < Baseline.FEWEST ? last(deployment, suite, LOOKED_THROUGH) : hourly;
    }

    /** The last runs of any suite against a deployment, the newest first. */
    public List<PastRun> last(String deployment, int number) {
        return reading(() -> rows.last(deployment, "", number));
    }

    /** Whether a run of that name is in it. */
    public boolean knows(String run) {
        return reading(() -> rows.has(run));
    }

    /** Since when it is kept for a deployment; empty if there is nothing of it. */
    public Optional<Instant> since(String deployment) {
        return reading(() -> rows.since(deployment));
    }

    /** The names of the deployments that it knows. */
    public List<String> deployments() {
        return reading(rows::deployments);
    }

    interface Work {
        void run() throws SQLException;
    }

    interface Question<T> {
        T ask() throws SQLException;
    }

    private void transaction(Work work) {
        try {
            work.run();
            connection.commit();
        } catch (SQLException failed) {
            undo();
            throw new CannotLook("the history cannot be written: " + failed.getMessage(), failed);
        }
    }

    private <T> T reading(Question<T> question) {
        try {
            T answer = question.ask();
            // Ends the reading, so that nobody waits for us to write.
            connection.commit();
            return answer;
        } catch (SQLException failed) {
            undo();
            throw new CannotLook("the history cannot be read: " + failed.getMessage(), failed);
        }
    }

    private void undo() {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            // The transaction ends with the connection at the latest.
        }
    }

    @Override
    public void close() {
        try {
            file.close(path);
        } catch (SQLException failed) {
            throw new CannotLook("the history cannot be closed: " + failed.getMessage(), failed);
        }
    }
}
