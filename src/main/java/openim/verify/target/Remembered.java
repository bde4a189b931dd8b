package openim.verify.target;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
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
 * @param keptFiles files of ours that earlier runs left where they are, the oldest first; at most {@value #MOST_FILES}
 * @param kept of the checks that a build can be too weak for, or that a deployment may not have, the release of which the last
 *     good run that looked saw them green; empty where it saw them weak
 */
public record Remembered(
        String api,
        boolean rehearsal,
        String lastRun,
        Optional<Instant> lastGood,
        TreeSet<String> accounts,
        TreeSet<String> befriended,
        TreeMap<String, Long> highestSeqs,
        List<KeptFile> keptFiles,
        TreeMap<String, String> kept) {

    /** So many files are kept in mind, and no more. */
    public static final int MOST_FILES = 3;

    /** OpenIM removes old files by itself, released servers after 90 days: what is younger than this must still read. */
    static final Duration MUST_READ = Duration.ofDays(45);

    /** When the newest is older than this, the file of a good run takes the place of the oldest. */
    private static final Duration RENEWED_AFTER = Duration.ofDays(10);

    /**
     * A file of ours that was seen to read.
     *
     * @param name its object name
     * @param size in bytes
     * @param sha256 of its bytes, in lower-case hex
     * @param since when it was uploaded
     */
    public record KeptFile(String name, long size, String sha256, Instant since) {}

    public Remembered {
        accounts = new TreeSet<>(accounts);
        befriended = new TreeSet<>(befriended);
        highestSeqs = new TreeMap<>(highestSeqs);
        keptFiles = List.copyOf(keptFiles);
        kept = new TreeMap<>(kept);
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
                List.of(),
                new TreeMap<>());
    }

    /** Whether there is anything to compare with. */
    public boolean isEmpty() {
        return accounts.isEmpty() && highestSeqs.isEmpty() && keptFiles.isEmpty();
    }

    public Remembered withRun(String run) {
        return new Remembered(api, rehearsal, run, lastGood, accounts, befriended, highestSeqs, keptFiles, kept);
    }

    public Remembered withAccounts(Iterable<String> more) {
        TreeSet<String> all = new TreeSet<>(accounts);
        more.forEach(all::add);
        return new Remembered(api, rehearsal, lastRun, lastGood, all, befriended, highestSeqs, keptFiles, kept);
    }

    public Remembered withFriends(Iterable<String> friends) {
        TreeSet<String> all = new TreeSet<>(befriended);
        friends.forEach(all::add);
        return new Remembered(api, rehearsal, lastRun, lastGood, accounts, all, highestSeqs, keptFiles, kept);
    }

    /** The files that must still read. */
    public List<KeptFile> readableFiles(Instant now) {
        return keptFiles.stream()
                .filter(file -> file.since().plus(MUST_READ).isAfter(now))
                .toList();
    }

    /** Whether the file of a good run would be kept. */
    public boolean keepsMoreFiles(Instant now) {
        List<KeptFile> readable = readableFiles(now);
        return readable.size() < MOST_FILES
                || readable.stream()
                        .noneMatch(file -> file.since().plus(RENEWED_AFTER).isAfter(now));
    }

    /** What both know of the same deployment: nothing that either saw is lost, and of its last run this one tells. */
    Remembered joined(Remembered other) {
        TreeMap<String, Long> seqs = new TreeMap<>(other.highestSeqs);
        highestSeqs.forEach((conversation, seq) -> seqs.merge(conversation, seq, Math::max));
        List<KeptFile> files = Stream.concat(other.keptFiles.stream(), keptFiles.stream())
                .distinct()
                .sorted(Comparator.comparing(KeptFile::since))
                .toList();
        TreeMap<String, String> all = new TreeMap<>(other.kept);
        all.putAll(kept);
        Optional<Instant> good =
                Stream.of(lastGood, other.lastGood).flatMap(Optional::stream).max(Instant::compareTo);
        Remembered both = withAccounts(other.accounts).withFriends(other.befriended);
        return new Remembered(
                api,
                rehearsal,
                lastRun.isEmpty() ? other.lastRun : lastRun,
                good,
                both.accounts,
                both.befriended,
                seqs,
                files.subList(Math.max(0, files.size() - MOST_FILES), files.size()),
                all);
    }

    /** After a good run: its seqs, where they are higher, and its file if there are few yet, or old ones only. */
    public Remembered withGoodRun(Instant at, Map<String, Long> seqs, Optional<KeptFile> file) {
        TreeMap<String, Long> all = new TreeMap<>(highestSeqs);
        seqs.forEach((conversation, seq) -> all.merge(conversation, seq, Math::max));
        List<KeptFile> files = Stream.concat(
                        readableFiles(at).stream(), file.filter(fresh -> keepsMoreFiles(at)).stream())
                .toList();
        files = files.subList(Math.max(0, files.size() - MOST_FILES), files.size());
        return new Remembered(api, rehearsal, lastRun, Optional.of(at), accounts, befriended, all, files, kept);
    }

    /**
     * After a good run: of the checks that a build can be too weak for, what it saw.
     *
     * @param seen by check, whether it was green
     * @param release of which the deployment is, in words
     */
    public Remembered withKept(Map<String, Boolean> seen, String release) {
        TreeMap<String, String> all = new TreeMap<>(kept);
        seen.forEach((check, green) -> all.put(check, green ? release : ""));
        return new Remembered(api, rehearsal, lastRun, lastGood, accounts, befriended, highestSeqs, keptFiles, all);
    }
}
