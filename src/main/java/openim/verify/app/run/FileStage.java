package openim.verify.app.run;

import static openim.verify.target.Backends.known;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openim.verify.client.storage.ObjectStore;
import openim.verify.file.FileToKeep;
import openim.verify.file.KeptFiles;
import openim.verify.file.TriedUpload;
import openim.verify.file.Uploader;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import openim.verify.target.account.RegisteredAccounts;

/** The part of the stage on which files are looked at. */
record FileStage(Deployment openim, Fixtures fixtures, String run) {

    void set() {
        fixtures.offer(FileToKeep.class, "file.round-trip", () -> FileToKeep.of(run))
                .offer(
                        Uploader.class,
                        "probe.auth",
                        () -> new Uploader(fixtures.need(Pair.class).sender(), run, store(), this::notKept))
                .offer(
                        KeptFiles.class,
                        "deployment.identity",
                        () -> new KeptFiles(fixtures.need(RegisteredAccounts.Census.class)
                                .known()
                                .readableFiles(Instant.now())))
                .offer(
                        ObjectStore.class,
                        "file.stored",
                        () -> known(openim.settings(), store(), "openim.minio.access-key"));
    }

    private Optional<ObjectStore> store() {
        return openim.settings()
                .stores()
                .minio()
                .flatMap(minio -> minio.keys()
                        .map(keys -> new ObjectStore(
                                minio,
                                keys,
                                openim.underneath().tls(),
                                openim.settings().deadlines().call())));
    }

    /** The file of the round trip, if enough files of earlier runs are kept already. */
    private List<TriedUpload> notKept() {
        boolean enough = fixtures.made(RegisteredAccounts.Census.class)
                .map(RegisteredAccounts.Census::known)
                .filter(known -> known.keepsMoreFiles(Instant.now()))
                .isEmpty();
        return enough ? fixtures.made(TriedUpload.class).stream().toList() : List.of();
    }
}
