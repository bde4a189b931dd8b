package openim.verify.message.ledger;

import static openim.verify.message.ledger.Facts.ALICE;
import static openim.verify.message.ledger.Facts.BOB;
import static openim.verify.message.ledger.Facts.PATIENCE;
import static openim.verify.message.ledger.Facts.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import openim.verify.client.ConversationId;
import openim.verify.client.MessageId;
import openim.verify.client.kafka.Offsets;
import openim.verify.client.user.Draft;
import openim.verify.verdict.CannotLook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LedgerWriterTest {

    private static final ConversationId CONVERSATION = ConversationId.between(ALICE, BOB);
    private static final LedgerSettings OPENING = new LedgerSettings(
            "ledger-1",
            at(0),
            PATIENCE,
            List.of(7, 8),
            Map.of(CONVERSATION, 12L),
            Optional.of(new Offsets("toRedis", Map.of(0, 5L, 1, 0L))));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("ledgers").resolve("here.db");
    }

    /** The thread may be anywhere between two writings when it is told that this is the end. */
    @Test
    @Timeout(120)
    void itEndsWhereverItsThreadIs() {
        for (int i = 0; i < 300; i++) {
            try (LedgerWriter scribe = LedgerWriter.in(file)) {
                scribe.flush();
            }
        }
    }

    @Test
    @Timeout(60)
    void afterItsEndNothingIsWritten() {
        LedgerWriter scribe = LedgerWriter.in(file);
        scribe.close();
        scribe.close();

        scribe.notes(
                OPENING.id(), new FinalRead(Layer.STORED, CONVERSATION, at(60), FinalRead.Reach.WHOLE, "in MongoDB"));
        assertThatThrownBy(scribe::flush).hasMessageContaining("was closed");
    }

    @Test
    void allFactsAreReadAsTheyWereWritten() {
        LedgerEntry entry = entry(1);
        Attempt attempt =
                new Attempt(entry.id(), 1, at(1), Attempt.Outcome.ACKNOWLEDGED, Duration.ofNanos(5_123_000), "");
        Sighting pushed = new Sighting(entry.id(), Layer.PUSHED, "oiv01b #1 push 1", 13, at(1.1), true);
        Sighting stored = new Sighting(entry.id(), Layer.STORED, "seq 13", 13, at(60), false);
        ObservationWindow watch = new ObservationWindow(BOB, 1, at(-2), at(-1), at(59), "dropped");
        FinalRead look = new FinalRead(Layer.STORED, CONVERSATION, at(60), FinalRead.Reach.WHOLE, "in MongoDB");
        try (LedgerWriter scribe = LedgerWriter.in(file)) {
            scribe.opens(OPENING);
            scribe.before(OPENING.id(), entry, Attempt.begins(entry.id(), 1, at(1)));
            scribe.notes(attempt);
            scribe.notes(pushed);
            scribe.notes(stored);
            scribe.notes(OPENING.id(), watch);
            scribe.notes(OPENING.id(), look);
        }

        try (LedgerReader reader = LedgerReader.of(file)) {
            assertThat(reader.accounts().get(0).opening()).isEqualTo(OPENING);
            LedgerData book = reader.book(OPENING);
            assertThat(book.stories()).hasSize(1);
            assertThat(book.stories().get(0).entry()).isEqualTo(entry);
            assertThat(book.stories().get(0).attempts()).containsExactly(attempt);
            assertThat(book.stories().get(0).sightings()).containsExactlyInAnyOrder(pushed, stored);
            assertThat(book.watches()).containsExactly(watch);
            assertThat(book.looks()).containsExactly(look);
        }
    }

    @Test
    void aMessageIsReadBySomebodyElseBeforeItIsSent() {
        try (LedgerWriter scribe = LedgerWriter.in(file);
                LedgerReader reader = LedgerReader.of(file)) {
            scribe.opens(OPENING);
            for (int number = 1; number <= 20; number++) {
                LedgerEntry entry = entry(number);
                scribe.before(OPENING.id(), entry, Attempt.begins(entry.id(), 1, at(number)));

                assertThat(reader.book(OPENING).stories()).hasSize(number);
            }
        }
    }

    @Test
    void theSameAtTheSamePlaceIsOneSighting() {
        LedgerEntry entry = entry(1);
        try (LedgerWriter scribe = LedgerWriter.in(file)) {
            scribe.opens(OPENING);
            scribe.before(OPENING.id(), entry, Attempt.begins(entry.id(), 1, at(1)));
            scribe.notes(new Sighting(entry.id(), Layer.STORED, "seq 13", 13, at(60), true));
            scribe.notes(new Sighting(entry.id(), Layer.STORED, "seq 13", 13, at(90), true));
            scribe.notes(new Sighting(entry.id(), Layer.STORED, "seq 14", 14, at(90), true));
        }

        try (LedgerReader reader = LedgerReader.of(file)) {
            assertThat(reader.book(OPENING).stories().get(0).sightings())
                    .extracting(Sighting::at)
                    .containsExactlyInAnyOrder(at(60), at(90));
        }
    }

    @Test
    void seenWholeAndThenChangedAtOnePlaceIsTwoSightings() {
        LedgerEntry entry = entry(1);
        try (LedgerWriter scribe = LedgerWriter.in(file)) {
            scribe.opens(OPENING);
            scribe.before(OPENING.id(), entry, Attempt.begins(entry.id(), 1, at(1)));
            scribe.notes(new Sighting(entry.id(), Layer.PULLED, "seq 5", 5, at(60), true));
            scribe.notes(new Sighting(entry.id(), Layer.PULLED, "seq 5", 5, at(90), false));
        }

        try (LedgerReader reader = LedgerReader.of(file)) {
            assertThat(reader.book(OPENING).stories().get(0).sightings())
                    .extracting(Sighting::intact)
                    .containsExactlyInAnyOrder(true, false);
            assertThat(Judge.judge(reader.book(OPENING)).get(0).state()).isEqualTo(State.CORRUPTED);
        }
    }

    /** Whichever of them are written together: what stands before the failure is kept only if it was told so. */
    @Test
    void aBatchIsWrittenWholeOrNotAtAllAndAfterAFailureNothingIs() {
        LedgerWriter scribe = LedgerWriter.in(file);
        scribe.opens(OPENING);
        LedgerEntry entry = entry(1);
        scribe.before(OPENING.id(), entry, Attempt.begins(entry.id(), 1, at(1)));
        scribe.notes(OPENING.id(), new ObservationWindow(BOB, 1, at(0), at(1), at(2), null));
        assertThatThrownBy(scribe::flush).isInstanceOf(CannotLook.class).hasMessageContaining("cannot be written");

        assertThatThrownBy(() -> scribe.notes(
                        OPENING.id(), new FinalRead(Layer.STORED, CONVERSATION, at(60), FinalRead.Reach.WHOLE, "")))
                .isInstanceOf(CannotLook.class);
        assertThatThrownBy(() -> scribe.before(OPENING.id(), entry(2), Attempt.begins(entry.id(), 1, at(1))))
                .isInstanceOf(CannotLook.class);
        assertThatThrownBy(scribe::close).isInstanceOf(CannotLook.class);

        try (LedgerReader reader = LedgerReader.of(file)) {
            assertThat(reader.book(OPENING).stories()).hasSize(1);
            assertThat(reader.book(OPENING).watches()).isEmpty();
            assertThat(reader.book(OPENING).looks()).isEmpty();
        }
    }

    /** Nobody else holds the file then, so that another process can do with it what it wants. */
    @Test
    @Timeout(60)
    void aScribeThatIsClosedByAnInterruptedThreadLetsTheFileGo() {
        LedgerWriter scribe = LedgerWriter.in(file);
        scribe.opens(OPENING);
        Thread.currentThread().interrupt();

        scribe.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Path.of(file + "-wal"))
                .as("SQLite takes it away when the last one closes the file")
                .doesNotExist();
    }

    @Test
    void aWatchGrows() {
        try (LedgerWriter scribe = LedgerWriter.in(file)) {
            scribe.opens(OPENING);
            IntStream.range(0, 5)
                    .forEach(second -> scribe.notes(
                            OPENING.id(), new ObservationWindow(BOB, 1, at(0), at(1), at(1 + second), "")));
        }

        try (LedgerReader reader = LedgerReader.of(file)) {
            assertThat(reader.book(OPENING).watches())
                    .extracting(ObservationWindow::until)
                    .containsExactly(at(5));
        }
    }

    @Test
    void itGoesOnUntilItIsClosedOrItsProcessIsGone() {
        try (LedgerWriter scribe = LedgerWriter.in(file);
                LedgerReader reader = LedgerReader.of(file)) {
            scribe.opens(OPENING);
            assertThat(reader.accounts()).allMatch(LedgerHeader::isGoingOn).noneMatch(LedgerHeader::settled);

            scribe.closes(OPENING.id(), at(9));
            assertThat(reader.accounts()).noneMatch(LedgerHeader::isGoingOn);

            scribe.settles(OPENING.id(), at(99));
            assertThat(reader.accounts()).allMatch(LedgerHeader::settled);
        }
        ProcessHandle self = ProcessHandle.current();
        String aClockSetSince =
                self.info().startInstant().orElseThrow().plusMillis(1500).toString();
        assertThat(new LedgerHeader(OPENING, self.pid(), aClockSetSince, false, false).isGoingOn())
                .as("whoever sets the clock ends no flow")
                .isTrue();
        assertThat(new LedgerHeader(OPENING, ProcessHandle.current().pid(), "1999-01-01T00:00:00Z", false, false)
                        .isGoingOn())
                .isFalse();
    }

    @Test
    void aFileOfAnotherFormIsLeftAlone() throws Exception {
        LedgerWriter.in(file).close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            other.createStatement().execute("PRAGMA user_version = 99");
        }

        assertThatThrownBy(() -> LedgerWriter.in(file))
                .isInstanceOf(CannotLook.class)
                .hasMessageContaining("form 99");
    }

    @Test
    void whatIsNoLedgerIsSaidToBeNone() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not a database, and longer than its header would be ".repeat(20));

        assertThatThrownBy(() -> LedgerReader.of(file)).isInstanceOf(CannotLook.class);
    }

    private static LedgerEntry entry(long number) {
        return LedgerEntry.of(new Draft(MessageId.fresh(), ALICE, BOB, "text " + number), number, at(number));
    }
}
