package openim.verify.app.run;

import static openim.verify.target.Backends.known;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.client.storage.ObjectStore;
import openim.verify.file.InBucket;
import openim.verify.file.KeptFiles;
import openim.verify.file.SeveralParts;
import openim.verify.file.TriedUpload;
import openim.verify.file.Uploader;
import openim.verify.file.doctor.FileDiagnosis;
import openim.verify.suite.Fixtures;
import openim.verify.target.Deployment;
import openim.verify.target.account.Pair;
import openim.verify.target.account.RegisteredAccounts;
import openim.verify.verdict.NotLookedAt;

/** The part of the stage on which files are looked at. */
record FileStage(Deployment openim, Fixtures fixtures, String run) {

    void set() {
        fixtures.offer(
                        TriedUpload.class,
                        "file.round-trip",
                        () -> TriedUpload.by(
                                fixtures.need(Pair.class, "file.round-trip").sender(), run))
                .offer(
                        Uploader.class,
                        "probe.auth",
                        () -> new Uploader(
                                fixtures.need(Pair.class, "probe.auth").sender(), run, store(), this::notKept))
                .offer(
                        SeveralParts.class,
                        "file.several-parts",
                        () -> SeveralParts.by(fixtures.need(Uploader.class, "file.several-parts")))
                .offer(
                        KeptFiles.class,
                        "deployment.identity",
                        () -> new KeptFiles(fixtures.need(RegisteredAccounts.Census.class, "deployment.identity")
                                .known()
                                .readableFiles(Instant.now())))
                .offer(
                        InBucket.class,
                        "file.round-trip",
                        () -> new InBucket(
                                known(openim.settings(), store(), "openim.minio.access-key"), acknowledged()))
                .offer(
                        FileDiagnosis.class,
                        "file.doctor",
                        () -> FileDiagnosis.of(openim, fixtures.need(Uploader.class, "file.doctor")));
    }

    /** What failed is told by the check that it belongs to. */
    private List<TriedUpload> acknowledged() {
        List<TriedUpload> acknowledged = Stream.of(
                        fixtures.need(TriedUpload.class, "file.round-trip"),
                        fixtures.need(SeveralParts.class, "file.round-trip").tried())
                .filter(tried -> tried.upload().put().isPresent())
                .toList();
        if (acknowledged.isEmpty()) {
            throw new NotLookedAt("no upload was acknowledged, so there is none to look for");
        }
        return acknowledged;
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
