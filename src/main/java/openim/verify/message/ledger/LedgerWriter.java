package openim.verify.message.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import openim.verify.lock.ProcessMark;
import openim.verify.verdict.CannotLook;
import org.jspecify.annotations.Nullable;

/**
 * The one who writes in a ledger: one thread, in the order in which it was told, many facts to a transaction.
 *
 * <p>{@link #before} returns when the message is in the file; everything else is written soon after, and all of it by
 * {@link #close}. Once writing has failed, each call says so: what cannot be written down must not be sent. Safe for all
 * threads.
 */
public final class LedgerWriter implements AutoCloseable {

    private static final int MOST_AT_ONCE = 2000;

    private interface Writing {
        void in(Statements statements) throws SQLException;
    }

    private record Task(Writing writing, CompletableFuture<Void> done) {}

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** So many wait to be written, and whoever brings more waits too: a slow disk costs time and not memory. */
    private static final int MOST_WAITING = 10_000;

    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Path file;
    private final Connection connection;
    private final Thread thread;

    /** The last of all: after it nothing is taken, and its being done is the end of the thread. */
    private final Task end = new Task(sql -> {}, new CompletableFuture<>());

    private boolean ending;

    private LedgerWriter(Path file) {
        this.file = file;
        this.connection = LedgerFile.open(file);
        this.thread = new Thread(this::work, "ledger");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /**
     * Opens the file, and makes it if it is not there.
     *
     * @throws CannotLook if it is of a form that this version does not know
     */
    public static LedgerWriter in(Path file) {
        return new LedgerWriter(file);
    }

    /** Somebody who reads what was written; to be closed by whoever asked. */
    public LedgerReader reader() {
        return LedgerReader.of(file);
    }

    /** Begins a ledger, whose owner is this process. */
    public void opens(LedgerSettings opening) {
        ProcessMark self = ProcessMark.self();
        join(write(sql -> sql.run(
                "INSERT INTO ledger (id, opened_at, push_ms, stored_ms, slots, seqs, kafka, pid, process)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                opening.id(),
                opening.at().toEpochMilli(),
                opening.patience().push().toMillis(),
                opening.patience().stored().toMillis(),
                LedgerSettingsText.slots(opening),
                LedgerSettingsText.seqs(opening),
                LedgerSettingsText.kafka(opening),
                self.pid(),
                self.startedAtText())));
    }

    /** Writes down a message that is about to be sent for the first time. Returns when it is in the file. */
    public void before(String ledger, LedgerEntry entry, Attempt attempt) {
        join(write(sql -> {
            sql.run(
                    "INSERT INTO entry (message, ledger, number, sender, receiver, conversation, text_hash, written_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    entry.id().value(),
                    ledger,
                    entry.number(),
                    entry.from().value(),
                    entry.to().value(),
                    entry.conversation().value(),
                    entry.textHash(),
                    entry.writtenAt().toEpochMilli());
            put(sql, attempt);
        }));
    }

    /** Writes down a sending: one that begins again, which is in the file on return, or how one ended. */
    public void notes(Attempt attempt) {
        if (attempt.outcome() == Attempt.Outcome.PENDING) {
            join(write(sql -> put(sql, attempt)));
        } else {
            later(sql -> put(sql, attempt));
        }
    }

    private static void put(Statements sql, Attempt attempt) throws SQLException {
        sql.run(
                "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?, ?, ?, ?)",
                attempt.entry().value(),
                attempt.number(),
                attempt.at().toEpochMilli(),
                attempt.outcome().name(),
                attempt.took().toNanos() / 1000,
                attempt.words());
    }

    /** Writes down what was seen; the same at the same place again changes nothing. */
    public void notes(Sighting seen) {
        later(sql -> sql.run(
                "INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?, ?, ?)",
                seen.message().value(),
                seen.layer().name(),
                seen.place(),
                seen.seq(),
                seen.at().toEpochMilli(),
                seen.intact() ? 1 : 0));
    }

    /** Writes down how long a session has been watched by now. */
    public void notes(String ledger, ObservationWindow watch) {
        later(sql -> sql.run(
                "INSERT OR REPLACE INTO watch VALUES (?, ?, ?, ?, ?, ?, ?)",
                ledger,
                watch.user().value(),
                watch.number(),
                watch.openedAt().toEpochMilli(),
                watch.from().toEpochMilli(),
                watch.until().toEpochMilli(),
                watch.end()));
    }

    /** Writes down that a conversation was read. */
    public void notes(String ledger, FinalRead look) {
        later(sql -> sql.run(
                "INSERT INTO look VALUES (?, ?, ?, ?, ?, ?)",
                ledger,
                look.layer().name(),
                look.conversation().value(),
                look.at().toEpochMilli(),
                look.reach().ordinal(),
                look.words()));
    }

    /** Notes that the flow came to its end in good order. */
    public void closes(String ledger, Instant at) {
        join(write(sql -> sql.run("UPDATE ledger SET closed_at = ? WHERE id = ?", at.toEpochMilli(), ledger)));
    }

    /** Writes down what became of a message. */
    public void judges(JudgedMessage one) {
        String message = one.story().entry().id().value();
        String state = one.state().word();
        later(sql -> sql.run("UPDATE entry SET state = ? WHERE message = ?", state, message));
    }

    /** Notes that nothing is left to be looked at. */
    public void settles(String ledger, Instant at) {
        join(write(sql -> sql.run("UPDATE ledger SET settled_at = ? WHERE id = ?", at.toEpochMilli(), ledger)));
    }

    /** Returns when all that was told so far is in the file. */
    public void flush() {
        join(write(sql -> {}));
    }

    private void later(Writing writing) {
        mustNotHaveFailed();
        add(new Task(writing, new CompletableFuture<>()));
    }

    /** False if it came after the end. */
    private synchronized boolean add(Task task) {
        if (ending) {
            return false;
        }
        try {
            tasks.put(task);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CannotLook("the run was stopped", stop);
        }
    }

    private void mustNotHaveFailed() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw unwritten(failed);
        }
    }

    private static CannotLook unwritten(Throwable failed) {
        return new CannotLook("the ledger cannot be written: " + failed.getMessage(), failed);
    }

    private CompletableFuture<Void> write(Writing writing) {
        mustNotHaveFailed();
        Task task = new Task(writing, new CompletableFuture<>());
        if (!add(task)) {
            throw new IllegalStateException("this ledger was closed");
        }
        return task.done();
    }

    private static void join(CompletableFuture<Void> written) {
        try {
            written.join();
        } catch (CompletionException failed) {
            throw unwritten(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    private void work() {
        Statements statements = new Statements(connection);
        List<Task> batch = new ArrayList<>();
        do {
            batch.clear();
            batch.add(next());
            tasks.drainTo(batch, MOST_AT_ONCE);
            write(batch, statements);
        } while (!batch.contains(end));
    }

    /** Nobody may interrupt this thread: what it is told it writes. */
    private Task next() {
        while (true) {
            try {
                return tasks.take();
            } catch (InterruptedException notForUs) {
                // The interrupt is dropped: tasks that are under way would wait for ever.
            }
        }
    }

    /** All of a batch or nothing; after a failure nothing more, for what follows would stand on what is missing. */
    private void write(List<Task> batch, Statements statements) {
        try {
            mustNotHaveFailed();
            for (Task task : batch) {
                task.writing().in(statements);
            }
            connection.commit();
        } catch (SQLException | RuntimeException | Error failed) {
            failure.compareAndSet(null, failed);
            rollBack();
        }
        Throwable failed = failure.get();
        if (batch.contains(end)) {
            closeConnection();
        }
        batch.forEach(task -> tell(task, failed));
    }

    private static void tell(Task task, @Nullable Throwable failed) {
        if (failed == null) {
            task.done().complete(null);
        } else {
            task.done().completeExceptionally(failed);
        }
    }

    private void rollBack() {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            // Then nothing of it was kept either; why it failed is known.
        }
    }

    private void closeConnection() {
        try {
            connection.close();
        } catch (SQLException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    /** Writes what is left, and closes the file, also if this thread is interrupted meanwhile. */
    @Override
    public void close() {
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
        }
        enqueueEnd();
        join(end.done());
    }

    private void enqueueEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                tasks.put(end);
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Statements are compiled once. */
    private static final class Statements {

        private final Connection connection;
        private final Map<String, PreparedStatement> compiled = new HashMap<>();

        Statements(Connection connection) {
            this.connection = connection;
        }

        void run(String sql, Object... values) throws SQLException {
            PreparedStatement statement = compiled.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                compiled.put(sql, statement);
            }
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
