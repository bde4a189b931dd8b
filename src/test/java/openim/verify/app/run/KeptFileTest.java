package openim.verify.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import openim.verify.app.Ledgers;
import openim.verify.app.OwnPlaces;
import openim.verify.app.Rehearsed;
import openim.verify.app.Wiring;
import openim.verify.await.Deadline;
import openim.verify.client.file.Upload;
import openim.verify.client.net.Tls;
import openim.verify.client.storage.ObjectStore;
import openim.verify.config.Settings;
import openim.verify.config.store.Minio;
import openim.verify.file.TriedUpload;
import openim.verify.file.Uploader;
import openim.verify.file.Uploader.SeveralParts;
import openim.verify.rehearsal.Lie;
import openim.verify.suite.Fixtures;
import openim.verify.suite.ToldJourneys;
import openim.verify.target.History;
import openim.verify.verdict.CheckId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs leave behind in the object store, and what the next ones say of it. */
class KeptFileTest {

    private static final CheckId ANY = new CheckId("file.stored");

    @TempDir
    Path reports;

    @Test
    void withoutAnEarlierRunThereIsNothingToLookAt() {
        var first = patient().full("file.kept");

        assertThat(first.red()).as(first.output()).isEmpty();
        assertThat(first.output()).contains("no earlier run left a file here");
        assertThat(first.run().exitStatus())
                .as("asked for alone, it is required")
                .isEqualTo(3);
    }

    @Test
    void theFileOfAnEarlierRunIsReadAndMissedOnceItIsGone() {
        var rehearsed = patient();
        assertThat(rehearsed.full("file.round-trip").run().exitStatus()).isZero();

        var second = rehearsed.full("file.kept");
        assertThat(second.green()).as(second.output()).containsExactly("file.kept");

        rehearsed.deployment().store("minio").loseData();
        var third = rehearsed.full("file.kept");
        assertThat(third.red()).as(third.output()).containsExactly("file.kept");
        assertThat(third.output()).contains("NoSuchKey");
    }

    @Test
    void bytesThatWereOnlyThereToBeLookedAtAreRemovedAndThoseToBeKeptAreNot() {
        Settings settings = patient().settings();
        ObjectStore store = store(settings);
        String large;
        String kept;
        try (Fixtures fixtures = stage(settings)) {
            large = key(SeveralParts.by(fixtures.get(Uploader.class, ANY)).tried());
            kept = key(fixtures.get(TriedUpload.class, ANY));
            assertThat(store.find(large)).isPresent();
        }

        assertThat(store.find(large)).isEmpty();
        assertThat(store.find(kept)).as("no earlier run kept any").isPresent();
    }

    @Test
    void partsOfAnUploadThatBrokeAreRemoved() {
        var rehearsed = patient();
        rehearsed.deployment().lies().tell(Lie.PROXY_LIMITS_SIZE);
        String large;
        try (Fixtures fixtures = stage(rehearsed.settings())) {
            TriedUpload tried =
                    SeveralParts.by(fixtures.get(Uploader.class, ANY)).tried();
            large = ObjectStore.keyOf(tried.content().hash());
            assertThat(tried.upload()).isInstanceOf(Upload.Failed.class);
            assertThat(store(rehearsed.settings()).unfinishedUploads(large)).isEqualTo(1);
        } finally {
            rehearsed.deployment().lies().recantAll();
        }

        assertThat(store(rehearsed.settings()).unfinishedUploads(large)).isZero();
    }

    private Fixtures stage(Settings settings) {
        return ToldJourneys.to(Stage.set(
                Wiring.forSettings(settings),
                OwnPlaces.pool(settings),
                new History(reports),
                LedgerAtHand.in(Ledgers.file(settings)),
                true,
                "footprint",
                Deadline.in(Rehearsed.PATIENCE.multipliedBy(4))));
    }

    private static ObjectStore store(Settings settings) {
        Minio minio = settings.stores().minio().orElseThrow();
        return new ObjectStore(minio, minio.keys().orElseThrow(), Tls.ofTheJdk(), Rehearsed.PATIENCE);
    }

    private Rehearsed patient() {
        return Rehearsed.reportingTo(reports).with("openim.deadline.call", "30s");
    }

    private static String key(TriedUpload tried) {
        return ObjectStore.keyOf(tried.mustBeUploaded().hash());
    }
}
