package openim.verify.message.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import openim.verify.client.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow of days keeps the newest of its messages in memory, and knows them all. */
class EntriesAtHandTest {

    @TempDir
    Path directory;

    @Test
    void aMessageThatIsNotAmongTheNewestAnyMoreIsKnownFromTheFile() {
        try (WrittenLedger ledger = WrittenLedger.in(directory);
                EntriesAtHand entries = new EntriesAtHand(ledger.opening.id(), ledger.scribe.reader())) {
            List<LedgerEntry> all = IntStream.range(0, EntriesAtHand.MOST + 50)
                    .mapToObj(i -> ledger.sent())
                    .toList();
            all.forEach(entries::add);

            assertThat(entries.kept()).isEqualTo(EntriesAtHand.MOST);
            assertThat(entries.of(all.get(0).id())).contains(all.get(0));
            assertThat(entries.of(all.get(EntriesAtHand.MOST + 49).id())).isPresent();
            assertThat(entries.of(new MessageId("somebody-elses"))).isEmpty();
        }
    }
}
