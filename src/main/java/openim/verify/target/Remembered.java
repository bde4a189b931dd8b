package openim.verify.target;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the runs so far know of a deployment.
 *
 * @param api its API's URL
 * @param rehearsal whether it is a rehearsal, which is no sign that anybody means a live one
 * @param lastRun the id of the last run, whatever came of it
 * @param lastGood when the last good run ended; empty if there was none
 * @param accounts the accounts that we registered there
 * @param befriended those of them that were made friends of their partner
 * @param highestSeqs the highest seq seen in each of our conversations
 * @param keptFile a file of ours that must still read; empty if none was ever stored
 */
public record Remembered(
        String api,
        boolean rehearsal,
        String lastRun,
        Optional<Instant> lastGood,
        TreeSet<String> accounts,
        TreeSet<String> befriended,
        TreeMap<String, Long> highestSeqs,
        Optional<KeptFile> keptFile) {

    /**
     * A file of ours that was seen to read.
     *
     * @param name its object name
     * @param size in bytes
     * @param sha256 of its bytes, in lower-case hex
     */
    public record KeptFile(String name, long size, String sha256) {}

    public Remembered {
        accounts = new TreeSet<>(accounts);
        befriended = new TreeSet<>(befriended);
        highestSeqs = new TreeMap<>(highestSeqs);
    }

    /** What is known of a deployment that was never seen before. */
    public static Remembered nothing(String api, boolean rehearsal) {
        return new Remembered(
                api,
                rehearsal,
                "",
                Optional.empty(),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeMap<>(),
                Optional.empty());
    }

    /** Whether there is anything to compare with. */
    public boolean isEmpty() {
        return accounts.isEmpty() && highestSeqs.isEmpty() && keptFile.isEmpty();
    }

    public Remembered withRun(String run) {
        return new Remembered(api, rehearsal, run, lastGood, accounts, befriended, highestSeqs, keptFile);
    }

    public Remembered withAccounts(Iterable<String> more) {
        TreeSet<String> all = new TreeSet<>(accounts);
        more.forEach(all::add);
        return new Remembered(api, rehearsal, lastRun, lastGood, all, befriended, highestSeqs, keptFile);
    }

    public Remembered withFriends(Iterable<String> friends) {
        TreeSet<String> all = new TreeSet<>(befriended);
        friends.forEach(all::add);
        return new Remembered(api, rehearsal, lastRun, lastGood, accounts, all, highestSeqs, keptFile);
    }

    /** After a good run: its seqs, where they are higher, and its file if there is none yet. */
    public Remembered withGoodRun(Instant at, Map<String, Long> seqs, Optional<KeptFile> file) {
        TreeMap<String, Long> all = new TreeMap<>(highestSeqs);
        seqs.forEach((conversation, seq) -> all.merge(conversation, seq, Math::max));
        return new Remembered(
                api, rehearsal, lastRun, Optional.of(at), accounts, befriended, all, keptFile.or(() -> file));
    }
}
