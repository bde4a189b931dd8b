package openim.verify.message.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.UserId;
import openim.verify.verdict.CannotLook;

/**
 * Reads the ledgers of a deployment, also while one is being written. Safe for all threads; they read one after the other.
 *
 * <p>Every method throws {@link CannotLook} if the file cannot be read.
 */
public final class LedgerReader implements AutoCloseable {

    /** So many messages are read from the file at a time. */
    public static final int AT_ONCE = 500;

    private final Connection connection;

    private LedgerReader(Connection connection) {
        this.connection = connection;
    }

    /** Opens the file. */
    public static LedgerReader of(Path file) {
        return new LedgerReader(LedgerFile.open(file));
    }

    /** All ledgers, the oldest first. */
    public List<LedgerHeader> accounts() {
        return all("SELECT * FROM ledger ORDER BY opened_at, id", LedgerReader::account);
    }

    /**
     * All facts of one, in memory at once: for ledgers that are known to be short. {@link #stories} and {@link #judged} are for any.
     */
    public LedgerData book(LedgerSettings opening) {
        List<MessageTrace> stories = new ArrayList<>();
        stories(opening, stories::add);
        return new LedgerData(opening, stories, watches(opening), looks(opening));
    }

    /** Judges its messages one after the other, in the order of sending; few of them are in memory at a time. */
    public void judged(LedgerSettings opening, Consumer<JudgedMessage> each) {
        Judge judge = new Judge(opening, watches(opening), looks(opening));
        stories(opening, story -> each.accept(judge.next(story)));
    }

    /** Those of its messages that the last settlement missed, and that a later one could find. */
    public Set<MessageId> missedBefore(LedgerSettings opening) {
        List<Object> values = new ArrayList<>(List.of(opening.id()));
        Stream.of(State.values()).filter(State::isRefutable).map(State::word).forEach(values::add);
        String places = String.join(", ", Collections.nCopies(values.size() - 1, "?"));
        return Set.copyOf(all(
                "SELECT message FROM entry WHERE ledger = ? AND state IN (" + places + ")",
                row -> new MessageId(row.getString("message")),
                values.toArray()));
    }

    /** Its messages one after the other, in the order of sending; at most {@value #AT_ONCE} are in memory at a time. */
    public void stories(LedgerSettings opening, Consumer<MessageTrace> each) {
        long after = 0;
        while (true) {
            List<LedgerEntry> entries = all(
                    "SELECT * FROM entry WHERE ledger = ? AND number > ? ORDER BY number LIMIT " + AT_ONCE,
                    LedgerReader::entry,
                    opening.id(),
                    after);
            if (entries.isEmpty()) {
                return;
            }
            long last = entries.get(entries.size() - 1).number();
            told(opening, entries, after, last).forEach(each);
            after = last;
        }
    }

    private List<MessageTrace> told(LedgerSettings opening, List<LedgerEntry> entries, long after, long last) {
        String these = " JOIN entry e USING (message) WHERE e.ledger = ? AND e.number > ? AND e.number <= ?";
        Map<MessageId, List<Attempt>> attempts = all(
                        "SELECT f.* FROM attempt f" + these + " ORDER BY f.number",
                        LedgerReader::attempt,
                        opening.id(),
                        after,
                        last)
                .stream()
                .collect(Collectors.groupingBy(Attempt::entry));
        Map<MessageId, List<Sighting>> sightings =
                all("SELECT f.* FROM sighting f" + these, LedgerReader::sighting, opening.id(), after, last).stream()
                        .collect(Collectors.groupingBy(Sighting::message));
        return entries.stream()
                .map(entry -> new MessageTrace(
                        entry,
                        attempts.getOrDefault(entry.id(), List.of()),
                        sightings.getOrDefault(entry.id(), List.of())))
                .toList();
    }

    /** Those of its messages that have these ids, by id. */
    public Map<MessageId, LedgerEntry> entries(String ledger, Collection<MessageId> ids) {
        Map<MessageId, LedgerEntry> entries = new HashMap<>();
        List<Object> all = new ArrayList<>(new LinkedHashSet<>(ids));
        for (int first = 0; first < all.size(); first += AT_ONCE) {
            List<Object> some = all.subList(first, Math.min(all.size(), first + AT_ONCE));
            List<Object> values = new ArrayList<>(List.of(ledger));
            some.forEach(id -> values.add(((MessageId) id).value()));
            String places = String.join(", ", Collections.nCopies(some.size(), "?"));
            all(
                            "SELECT * FROM entry WHERE ledger = ? AND message IN (" + places + ")",
                            LedgerReader::entry,
                            values.toArray())
                    .forEach(entry -> entries.put(entry.id(), entry));
        }
        return entries;
    }

    /** How many messages it has. */
    public long size(LedgerSettings opening) {
        return all("SELECT COUNT(*) FROM entry WHERE ledger = ?", row -> row.getLong(1), opening.id())
                .get(0);
    }

    /** How many of its acknowledged messages were not yet seen at a layer. */
    public long missing(LedgerSettings opening, Layer layer) {
        return lanes(opening).stream()
                .mapToLong(lane -> missing(opening, layer, lane))
                .sum();
    }

    /** The same of one of its conversations. */
    public long missing(LedgerSettings opening, Layer layer, LaneRead lane) {
        return all(
                        "SELECT COUNT(*) FROM entry e WHERE e.ledger = ? AND e.conversation = ? AND e.sender = ? AND EXISTS"
                                + " (SELECT 1 FROM attempt a WHERE a.message = e.message AND a.outcome = ?) AND NOT EXISTS"
                                + " (SELECT 1 FROM sighting s WHERE s.message = e.message AND s.layer = ?)",
                        row -> row.getLong(1),
                        opening.id(),
                        lane.conversation().value(),
                        lane.from().value(),
                        Attempt.Outcome.ACKNOWLEDGED.name(),
                        layer.name())
                .get(0);
    }

    /** Its conversations, each in the direction in which it was written in, with the time in which it was. */
    public List<LaneRead> lanes(LedgerSettings opening) {
        return all(
                "SELECT e.conversation, e.sender, e.receiver, MIN(COALESCE(a.at, e.written_at)) AS first_at,"
                        + " MAX(COALESCE(a.at, e.written_at)) AS last_at FROM entry e LEFT JOIN attempt a USING (message)"
                        + " WHERE e.ledger = ? GROUP BY e.conversation, e.sender, e.receiver",
                row -> lane(row, opening),
                opening.id());
    }

    private static LaneRead lane(ResultSet row, LedgerSettings opening) throws SQLException {
        ConversationId conversation = new ConversationId(row.getString("conversation"));
        return LaneRead.of(
                conversation,
                new UserId(row.getString("sender")),
                new UserId(row.getString("receiver")),
                opening.newestSeqs().getOrDefault(conversation, 0L),
                time(row, "first_at"),
                time(row, "last_at"));
    }

    public List<ObservationWindow> watches(LedgerSettings opening) {
        return all("SELECT * FROM watch WHERE ledger = ? ORDER BY person, number", LedgerReader::watch, opening.id());
    }

    List<FinalRead> looks(LedgerSettings opening) {
        return all("SELECT * FROM look WHERE ledger = ? ORDER BY at", LedgerReader::look, opening.id());
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private synchronized <T> List<T> all(String sql, Row<T> reading, Object... values) {
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

    private static LedgerHeader account(ResultSet row) throws SQLException {
        LedgerSettings opening = new LedgerSettings(
                row.getString("id"),
                time(row, "opened_at"),
                new FlowTimeouts(
                        Duration.ofMillis(row.getLong("push_ms")), Duration.ofMillis(row.getLong("stored_ms"))),
                LedgerSettingsText.readSlots(row.getString("slots")),
                LedgerSettingsText.readSeqs(row.getString("seqs")),
                LedgerSettingsText.readKafka(row.getString("kafka")));
        row.getLong("closed_at");
        boolean closed = !row.wasNull();
        row.getLong("settled_at");
        boolean settled = !row.wasNull();
        return new LedgerHeader(opening, row.getLong("pid"), row.getString("process"), closed, settled);
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
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

    private static ObservationWindow watch(ResultSet row) throws SQLException {
        return new ObservationWindow(
                new UserId(row.getString("person")),
                row.getInt("number"),
                time(row, "opened_at"),
                time(row, "from_at"),
                time(row, "until_at"),
                row.getString("ended"));
    }

    private static FinalRead look(ResultSet row) throws SQLException {
        return new FinalRead(
                Layer.valueOf(row.getString("layer")),
                new ConversationId(row.getString("conversation")),
                time(row, "at"),
                FinalRead.Reach.values()[row.getInt("complete")],
                row.getString("words"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new CannotLook("the ledger cannot be closed: " + failed.getMessage(), failed);
        }
    }
}
