package openim.verify.message.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.verdict.CannotLook;

/**
 * Reads the ledgers of a deployment, also while one is being written. Not for several threads at once.
 *
 * <p>Every method throws {@link CannotLook} if the file cannot be read.
 */
public final class LedgerReader implements AutoCloseable {

    private final Connection connection;

    private LedgerReader(Connection connection) {
        this.connection = connection;
    }

    /** Opens the file. */
    public static LedgerReader of(Path file) {
        return new LedgerReader(LedgerFile.open(file));
    }

    /** All ledgers, the oldest first. */
    public List<Account> accounts() {
        return all("SELECT * FROM ledger ORDER BY opened_at, id", LedgerReader::account);
    }

    /** All facts of one. */
    public Book book(Opening opening) {
        String ledger = opening.id();
        Map<MessageId, List<Attempt>> attempts = new HashMap<>();
        all(
                        "SELECT a.* FROM attempt a JOIN entry e USING (message) WHERE e.ledger = ? ORDER BY a.number",
                        LedgerReader::attempt,
                        ledger)
                .forEach(a -> attempts.computeIfAbsent(a.entry(), id -> new ArrayList<>())
                        .add(a));
        Map<MessageId, List<Sighting>> sightings = new HashMap<>();
        all(
                        "SELECT s.* FROM sighting s JOIN entry e USING (message) WHERE e.ledger = ?",
                        LedgerReader::sighting,
                        ledger)
                .forEach(s -> sightings
                        .computeIfAbsent(s.message(), id -> new ArrayList<>())
                        .add(s));
        List<Story> stories =
                all("SELECT * FROM entry WHERE ledger = ? ORDER BY number", LedgerReader::entry, ledger).stream()
                        .map(entry -> new Story(
                                entry,
                                attempts.getOrDefault(entry.id(), List.of()),
                                sightings.getOrDefault(entry.id(), List.of())))
                        .toList();
        return new Book(
                opening,
                stories,
                all("SELECT * FROM watch WHERE ledger = ? ORDER BY person, number", LedgerReader::watch, ledger),
                all("SELECT * FROM look WHERE ledger = ? ORDER BY at", LedgerReader::look, ledger));
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String sql, Row<T> reading, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> all = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(reading.read(row));
                }
            }
            // Ends the reading, so that the next one sees what was written since.
            connection.commit();
            return all;
        } catch (SQLException failed) {
            throw new CannotLook("the ledger cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static Account account(ResultSet row) throws SQLException {
        Opening opening = new Opening(
                row.getString("id"),
                time(row, "opened_at"),
                new Patience(Duration.ofMillis(row.getLong("push_ms")), Duration.ofMillis(row.getLong("stored_ms"))),
                OpeningText.readSlots(row.getString("slots")),
                OpeningText.readSeqs(row.getString("seqs")),
                OpeningText.readKafka(row.getString("kafka")));
        row.getLong("closed_at");
        boolean closed = !row.wasNull();
        row.getLong("settled_at");
        boolean settled = !row.wasNull();
        return new Account(opening, row.getLong("pid"), row.getString("process"), closed, settled);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new MessageId(row.getString("message")),
                row.getLong("number"),
                new UserId(row.getString("sender")),
                new UserId(row.getString("receiver")),
                new ConversationId(row.getString("conversation")),
                row.getString("text_hash"),
                time(row, "written_at"));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                new MessageId(row.getString("message")),
                row.getInt("number"),
                time(row, "at"),
                Attempt.Outcome.valueOf(row.getString("outcome")),
                Duration.ofNanos(row.getLong("took_micros") * 1000),
                row.getString("words"));
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                new MessageId(row.getString("message")),
                Layer.valueOf(row.getString("layer")),
                row.getString("place"),
                row.getLong("seq"),
                time(row, "at"),
                row.getInt("intact") == 1);
    }

    private static Watch watch(ResultSet row) throws SQLException {
        return new Watch(
                new UserId(row.getString("person")),
                row.getInt("number"),
                time(row, "opened_at"),
                time(row, "from_at"),
                time(row, "until_at"),
                row.getString("ended"));
    }

    private static Look look(ResultSet row) throws SQLException {
        return new Look(
                Layer.valueOf(row.getString("layer")),
                new ConversationId(row.getString("conversation")),
                time(row, "at"),
                row.getInt("complete") == 1,
                row.getString("words"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new CannotLook("the ledger cannot be closed: " + failed.getMessage(), failed);
        }
    }
}
