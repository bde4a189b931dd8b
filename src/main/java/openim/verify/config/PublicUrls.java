package openim.verify.config;

import java.net.URI;
import java.util.Optional;

/**
 * Where clients outside come in: the addresses of the proxies before the deployment. Files have theirs in MinIO's settings.
 *
 * @param api of openim-api, http or https
 * @param gateway of openim-msggateway, ws or wss
 * @param chat of chat-api, http or https
 */
public record PublicUrls(Optional<URI> api, Optional<URI> gateway, Optional<URI> chat) {

    /** Nobody said where, and the deployment is looked at from inside alone. */
    public static final PublicUrls NONE = new PublicUrls(Optional.empty(), Optional.empty(), Optional.empty());
}
