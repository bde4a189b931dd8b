package openim.verify.rehearsal.front;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import org.jspecify.annotations.Nullable;

/**
 * Where clients are sent for their files while the lie that is told is about that, and what they meet there.
 *
 * <p>Safe for many threads. What was started stays until the rehearsal ends.
 */
public final class Fronts implements AutoCloseable {

    private static final String PREFIX = "/files";

    /** Nobody listens on the discard port; the other names are nobody's. */
    private static final Map<Lie, URI> NOWHERE = Map.of(
            Lie.PLACEHOLDER_EXTERNAL_ADDRESS, URI.create("http://external_ip:10005"),
            Lie.UNREACHABLE_EXTERNAL_ADDRESS, URI.create("http://127.0.0.1:9"),
            Lie.UNKNOWN_EXTERNAL_NAME, URI.create("http://files.example.invalid:10005"),
            Lie.CONTAINER_NAME_FOR_CLIENTS, URI.create("http://minio:9000"));

    private final Lies lies;
    private final URI store;
    private final Supplier<URI> api;
    private final Map<Lie, Door> doors = new EnumMap<>(Lie.class);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private @Nullable Authority authority;
    private @Nullable Door site;

    /**
     * Fronts of one deployment.
     *
     * @param store the object store, as OpenIM reaches it
     * @param api openim-api
     */
    public Fronts(Lies lies, URI store, Supplier<URI> api) {
        this.lies = lies;
        this.store = store;
        this.api = api;
    }

    /**
     * A way to the object store.
     *
     * @param signed scheme, host and port that signatures cover
     * @param told what stands before the bucket in the URLs that clients get
     */
    public record Door(URI signed, String told) {

        static Door at(URI url) {
            return new Door(url, url.toString());
        }
    }

    /** Where clients are sent now. */
    public synchronized Door door() {
        for (Map.Entry<Lie, URI> lie : NOWHERE.entrySet()) {
            if (lies.told(lie.getKey())) {
                return Door.at(lie.getValue());
            }
        }
        for (Lie lie : Lie.values()) {
            if (lies.told(lie)) {
                Optional<Door> door = Optional.ofNullable(doors.get(lie)).or(() -> open(lie));
                if (door.isPresent()) {
                    doors.put(lie, door.get());
                    return door.get();
                }
            }
        }
        return Door.at(store);
    }

    /** What an operator would have set otherwise, because of a lie that is told: setting keys and values. */
    public synchronized Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (lies.told(Lie.EXTERNAL_ADDRESS_NOT_IN_FORCE)) {
            settings.put("openim.external-address", "http://localhost:" + store.getPort());
        } else if (!door().equals(Door.at(store))) {
            settings.put("openim.external-address", door().told());
        }
        if (lies.told(Lie.PLAIN_FILES_BEHIND_HTTPS)) {
            settings.put("openim.api.url", site().told());
        }
        boolean trusted = lies.told(Lie.PLAIN_FILES_BEHIND_HTTPS)
                || lies.told(Lie.EXPIRED_CERTIFICATE)
                || lies.told(Lie.CERTIFICATE_OF_ANOTHER);
        if (trusted) {
            Path certificate = authority().certificate();
            settings.put("openim.ca-file", certificate.toString());
        }
        return settings;
    }

    private Door site() {
        if (site == null) {
            site = secure(
                    ReverseProxy.before(api.get(), Manners.good(), authority().good("dns:localhost")));
        }
        return site;
    }

    private Optional<Door> open(Lie lie) {
        return switch (lie) {
            case DROPPED_PACKETS -> Optional.of(plain(add(new FullQueue()).port()));
            case PAGE_FOR_A_STORE -> Optional.of(plain(Manners.showingAPage()));
            case PROXY_CHANGES_HOST -> Optional.of(plain(Manners.tellingItsOwnHost()));
            case PROXY_LIMITS_SIZE -> Optional.of(plain(Manners.takingOneMib()));
            case PROXY_CHANGES_PATH -> {
                URI url = plain(Manners.good()).signed();
                yield Optional.of(new Door(url, url + PREFIX));
            }
            case EXPIRED_CERTIFICATE ->
                Optional.of(secure(
                        ReverseProxy.before(store, Manners.good(), authority().expired("dns:localhost"))));
            case CERTIFICATE_OF_ANOTHER ->
                Optional.of(secure(
                        ReverseProxy.before(store, Manners.good(), authority().good("dns:other.example.com"))));
            case CERTIFICATE_OF_NOBODY_KNOWN ->
                Optional.of(secure(
                        ReverseProxy.before(store, Manners.good(), authority().good("dns:localhost"))));
            default -> Optional.empty();
        };
    }

    private Door plain(Manners manners) {
        return plain(add(ReverseProxy.before(store, manners)).port());
    }

    private static Door plain(int port) {
        return Door.at(URI.create("http://127.0.0.1:" + port));
    }

    private Door secure(ReverseProxy proxy) {
        return Door.at(URI.create("https://localhost:" + add(proxy).port()));
    }

    private Authority authority() {
        if (authority == null) {
            authority = add(new Authority());
        }
        return authority;
    }

    private <T extends AutoCloseable> T add(T one) {
        opened.push(one);
        return one;
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception failed) {
                throw new IllegalStateException("a front does not close", failed);
            }
        }
    }
}
