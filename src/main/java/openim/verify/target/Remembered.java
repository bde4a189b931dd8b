package openim.verify.target;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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
 * @param keptFiles files of ours that must still read, the oldest first; at most {@value #MOST_FILES}
 */
public record Remembered(
        String api,
        boolean rehearsal,
        String lastRun,
        Optional<Instant> lastGood,
        TreeSet<String> accounts,
        TreeSet<String> befriended,
        TreeMap<String, Long> highestSeqs,
        List<KeptFile> keptFiles) {

    /** So many files are left where they are, and no more. */
    public static final int MOST_FILES = 3;

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
        keptFiles = List.copyOf(keptFiles);
    }

    /** What is known of a deployment that was never seen before. */
    public static Remembered nothing(String api, boolean rehearsal) {
        return new Remembered(
                api, rehearsal, "", Optional.empty(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), List.of());
    }

    /** Whether there is anything to compare with. */
    public boolean isEmpty() {
        return accounts.isEmpty() && highestSeqs.isEmpty() && keptFiles.isEmpty();
    }

    public Remembered withRun(String run) {
        return new Remembered(api, rehearsal, run, lastGood, accounts, befriended, highestSeqs, keptFiles);
    }

    public Remembered withAccounts(Iterable<String> more) {
        TreeSet<String> all = new TreeSet<>(accounts);
        more.forEach(all::add);
        return new Remembered(api, rehearsal, lastRun, lastGood, all, befriended, highestSeqs, keptFiles);
    }

    public Remembered withFriends(Iterable<String> friends) {
        TreeSet<String> all = new TreeSet<>(befriended);
        friends.forEach(all::add);
        return new Remembered(api, rehearsal, lastRun, lastGood, accounts, all, highestSeqs, keptFiles);
    }

    /** Whether one more file would be kept. */
    public boolean keepsMoreFiles() {
        return keptFiles.size() < MOST_FILES;
    }

    /** After a good run: its seqs, where they are higher, and its file if there are few yet. */
    public Remembered withGoodRun(Instant at, Map<String, Long> seqs, Optional<KeptFile> file) {
        TreeMap<String, Long> all = new TreeMap<>(highestSeqs);
        seqs.forEach((conversation, seq) -> all.merge(conversation, seq, Math::max));
        List<KeptFile> files = Stream.concat(keptFiles.stream(), file.stream())
                .limit(MOST_FILES)
                .toList();
        return new Remembered(api, rehearsal, lastRun, Optional.of(at), accounts, befriended, all, files);
    }
}
