package openim.verify.rehearsal.component;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import openim.verify.rehearsal.Credentials;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.Part;
import openim.verify.rehearsal.Store;

/** The external components that OpenIM stands on, all started together. */
public final class Components implements AutoCloseable {

    private final List<Component> all;
    private final Addresses addresses;

    private Components(List<Component> all, Credentials credentials) {
        this.all = all;
        this.addresses = new Addresses(
                hostAndPort("kafka"),
                URI.create("redis://:" + credentials.redisPassword() + "@" + hostAndPort("redis")),
                "mongodb://" + hostAndPort("mongo") + "/" + Addresses.DATABASE,
                URI.create("http://" + hostAndPort("etcd")),
                URI.create("http://" + hostAndPort("minio")));
    }

    /**
     * Starts them, in parallel, and returns when all can be used.
     *
     * @param directory where those that write to disk do so
     * @throws IllegalStateException if one did not come up; the message names it, and none is left running
     */
    public static Components start(Path directory, Credentials credentials, Lies lies) {
        List<Launch> launches = List.of(
                new Launch("kafka", () -> Kafka.launch(directory.resolve("kafka"))),
                new Launch("redis", () -> Redis.launch(directory.resolve("redis"), credentials.redisPassword())),
                new Launch("minio", () -> Minio.launch(credentials, lies)),
                new Launch("mongo", Mongo::launch),
                new Launch("etcd", () -> Etcd.launch(Clock.systemUTC())));
        Components components = new Components(inParallel(launches), credentials);
        lies.whenTold(Lie.COMES_BACK_EMPTY, () -> components.stores().forEach(Store::loseData));
        return components;
    }

    /** Where they are reached. */
    public Addresses addresses() {
        return addresses;
    }

    /** Each of them as a part: kafka, redis, minio, mongo, etcd. */
    public List<Part> parts() {
        return List.copyOf(all);
    }

    /** Those that keep data of OpenIM's users: redis, minio, mongo. */
    public List<Store> stores() {
        return all.stream()
                .filter(Store.class::isInstance)
                .map(Store.class::cast)
                .toList();
    }

    @Override
    public void close() {
        all.forEach(Component::close);
    }

    private String hostAndPort(String name) {
        return all.stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow()
                .relay()
                .hostAndPort();
    }

    private record Launch(String name, Callable<Component> how) {}

    private static List<Component> inParallel(List<Launch> launches) {
        ExecutorService threads = Executors.newFixedThreadPool(launches.size());
        try {
            List<Future<Component>> started =
                    threads.invokeAll(launches.stream().map(Launch::how).toList());
            List<Component> up = new ArrayList<>();
            List<String> down = new ArrayList<>();
            for (int i = 0; i < launches.size(); i++) {
                try {
                    up.add(started.get(i).get());
                } catch (ExecutionException e) {
                    down.add(launches.get(i).name() + " did not come up: " + e.getCause());
                }
            }
            if (!down.isEmpty()) {
                up.forEach(Component::close);
                throw new IllegalStateException(String.join("; ", down));
            }
            return List.copyOf(up);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the components came up", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
