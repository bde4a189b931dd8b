package openim.verify.target;

import java.net.URI;
import java.util.Optional;
import openim.verify.client.api.ChatApi;
import openim.verify.config.PublicUrls;
import openim.verify.verdict.Absent;

/**
 * The ways by which clients outside come in, with drivers that go them.
 *
 * @param api empty where nobody said where it is; the same of the others
 */
public record PublicDoors(Optional<ServerInstance> api, Optional<ServerInstance> gateway, Optional<ChatApi> chat) {

    /** Makes the driver of chat-api at an address. */
    @FunctionalInterface
    public interface ChatMaking {

        ChatApi at(URI url);
    }

    public static PublicDoors of(
            PublicUrls urls, ServerInstances.Making api, ServerInstances.Making gateway, ChatMaking chat) {
        return new PublicDoors(
                urls.api().map(url -> new ServerInstance(url, api.at(url))),
                urls.gateway().map(url -> new ServerInstance(url, gateway.at(url))),
                urls.chat().map(chat::at));
    }

    /**
     * One of them.
     *
     * @param key the setting that would say where it is
     * @throws Absent if nobody said so
     */
    public static <T> T given(Optional<T> door, String key) {
        return door.orElseThrow(() -> new Absent("no public way is given (" + key + ")"));
    }
}
