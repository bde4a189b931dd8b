package openim.verify.client.component;

import openim.verify.await.Deadline;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Minio;

/**
 * MinIO, asked {@code GET /minio/health/live} and, where keys were given, whether it has OpenIM's bucket.
 *
 * <p>Other stores that speak S3 have no such page and answer 404. There the signed call alone is the witness.
 */
public record MinioComponent(Minio minio, Tls tls, ShownLogin shown) implements Component {

    /** With keys of which nobody knows whose they are. */
    public MinioComponent(Minio minio, Tls tls) {
        this(minio, tls, ShownLogin.OURS);
    }

    @Override
    public String who() {
        return "MinIO at " + minio.endpoint();
    }

    @Override
    public Ping ping(Deadline deadline) {
        try {
            HttpLook.Reply live =
                    new HttpLook(tls, deadline).get(minio.endpoint().resolve("/minio/health/live"));
            if (live.status() >= 500) {
                return Ping.answeredBadly(live.toString());
            }
            if (minio.keys().isPresent()) {
                return new SignedLook(minio, tls, shown).ping(deadline);
            }
            return live.isOk()
                    ? new Ping.Alive("live")
                    : new Ping.Unknown("has no page that says whether it lives (" + live + "), and no keys were given");
        } catch (NotConnected e) {
            return Ping.of(e);
        }
    }
}
