package openim.verify.target.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openim.verify.client.file.Content;
import openim.verify.client.file.Download;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.ObjectName;
import openim.verify.client.user.Drivers;
import openim.verify.target.Remembered;
import openim.verify.target.Remembered.KeptFile;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.Evidence;

/** Whether a deployment is the one that earlier runs knew, with what they left there. */
public record Identity(RegisteredAccounts residents, Pair pair, Drivers drivers) {

    private static final int GONE = 404;

    /**
     * Compares. That the accounts are there was seen when they were counted.
     *
     * @return what was found the same, in words
     * @throws BrokenPromise if something is lost
     * @throws CannotLook if something cannot be looked at now
     */
    public String confirmed() {
        Remembered known = residents.known();
        if (known.lastGood().isEmpty()) {
            return "no good run before this one, so nothing to compare with; "
                    + known.accounts().size() + " accounts are on record from now on";
        }
        List<String> same = new ArrayList<>();
        same.add("all " + known.accounts().size() + " accounts");
        Long highest = known.highestSeqs().get(pair.conversation().value());
        if (highest != null) {
            same.add("seq " + notLowerThan(highest) + " (was " + highest + ")");
        }
        known.readableFiles(Instant.now()).stream().findFirst().ifPresent(file -> same.add(stillReads(file)));
        return String.join(", ", same) + ": as the run of " + known.lastGood().orElseThrow() + " left them";
    }

    private long notLowerThan(long highest) {
        var told = drivers.messages()
                .newestSeqs(pair.sender().id(), pair.sender().token())
                .withTokenOf(pair.sender().id());
        long now = told.value()
                .map(seqs -> seqs.getOrDefault(pair.conversation(), 0L))
                .orElseThrow(() -> new CannotLook(
                        "the newest seq cannot be compared with that of earlier runs: " + told.answer()));
        if (now < highest) {
            throw new BrokenPromise(
                    "the newest seq of " + pair.conversation() + " is " + now + ", but was " + highest
                            + ": the deployment lost its messages, or is another one",
                    Evidence.of(Evidence.EXPECTED, "the newest seq is " + highest + " or higher"),
                    Evidence.of(Evidence.SEEN, now));
        }
        return now;
    }

    private String stillReads(KeptFile file) {
        Download download =
                pair.sender().downloads(new ObjectName(file.name()), Content.noted(file.size(), file.sha256()));
        if (download instanceof Download.Failed failed && !isGone(failed.failure())) {
            throw new CannotLook("the file kept from earlier runs cannot be read now: " + failed.description());
        }
        download.requireEqual(pair.sender().toString());
        return "the file " + file.name();
    }

    private static boolean isGone(FileFailure failure) {
        return failure instanceof FileFailure.Rejected rejected && rejected.http() == GONE;
    }
}
