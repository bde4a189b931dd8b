package openim.verify.target.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import openim.verify.disk.Private;

/**
 * Which pairs of accounts must not be cleaned up though nobody uses them now, because a ledger that is not settled still has
 * messages to read there. A file for each beside the leases; it outlives a kill of whoever made it.
 */
public final class Protections {

    private final Path directory;
    private final String deployment;

    Protections(Path directory, String deployment) {
        this.directory = directory;
        this.deployment = deployment;
    }

    /** Protects these pairs until {@link #release}; on disk on return. */
    public void protect(Collection<Integer> slots, String ledger) {
        try {
            Private.directories(directory);
            for (int slot : slots) {
                Private.write(directory.resolve(prefix(slot) + ledger), "");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot protect the accounts of ledger " + ledger, failed);
        }
    }

    /** This ledger needs them no more. */
    public void release(Collection<Integer> slots, String ledger) {
        try {
            for (int slot : slots) {
                Files.deleteIfExists(directory.resolve(prefix(slot) + ledger));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot release the accounts of ledger " + ledger, failed);
        }
    }

    /** Whether a ledger still needs this pair. */
    public boolean isProtected(int slot) {
        return !ledgersOf(slot).isEmpty();
    }

    private List<String> ledgersOf(int slot) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix(slot)))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read " + directory, failed);
        }
    }

    private String prefix(int slot) {
        return deployment + "-" + slot + ".kept-for-";
    }
}
