package openim.verify.rehearsal.component;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.Store;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;
import redis.embedded.core.ExecutableProvider;

/**
 * A real redis-server, with OpenIM's settings: a password, and the append-only file.
 *
 * <p>It is a child process, and must not outlive this one however that ends. So a shell stands between the two, which
 * kills the server as soon as its standard input ends, and the only writer of that is this process.
 *
 * <p>The shell runs a copy of its own of the executable. This process wrote the other one, and a child that another of its threads
 * starts at that moment still has it open for writing, when Linux refuses to run it: text file busy.
 */
final class EmbeddedRedis extends EmbeddedComponent implements Store {

    private static final String TETHER = """
            exec 3<&0
            cp -p "$1" "$1.copy" && executable="$1.copy" && shift
            "$executable" "$@" 3<&- &
            server=$!
            { cat <&3; kill -9 $server; } >/dev/null 2>&1 &
            wait $server
            """;

    /** The password that OpenIM was not told of. */
    private static final String ANOTHER = "another";

    private final Process process;
    private final HostAndPort server;
    private final String password;

    private EmbeddedRedis(Relay relay, Process process, int port, String password) {
        super("redis", relay, port);
        this.process = process;
        this.server = new HostAndPort("127.0.0.1", port);
        this.password = password;
    }

    /** Starts one that works in this directory, and returns when it takes commands. */
    static EmbeddedRedis launch(Relay relay, Path directory, String password) throws IOException {
        Files.createDirectories(directory);
        int port = LoopbackPort.free();
        Path configuration = directory.resolve("redis.conf");
        // Not as arguments: those are shown to everybody on the machine.
        Files.write(
                configuration,
                List.of(
                        "bind 127.0.0.1",
                        "port " + port,
                        "dir " + directory,
                        "requirepass " + password,
                        "appendonly yes",
                        "appendfsync no",
                        "save \"\""));
        String executable = ExecutableProvider.newJarResourceProvider(directory.toFile())
                .get()
                .getPath();
        Process process = new ProcessBuilder("sh", "-c", TETHER, "tether", executable, configuration.toString())
                .redirectErrorStream(true)
                .start();
        try {
            awaitReadiness(process);
            return new EmbeddedRedis(relay, process, port, password);
        } catch (IOException e) {
            process.getOutputStream().close();
            throw e;
        }
    }

    private static void awaitReadiness(Process process) throws IOException {
        BufferedReader log = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("Ready to accept connections")) {
                RelayThreads.start("redis log", () -> log.lines().forEach(ignored -> {}));
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("redis-server ended before it was ready; it said: " + said);
    }

    /** Where the server itself listens, behind the relay. */
    int serverPort() {
        return server.getPort();
    }

    @Override
    public void loseData() {
        told(password, Jedis::flushAll);
    }

    /** Has it do for real what these say of it. */
    void lieAs(Lies lies) {
        lies.whenTold(
                Lie.REDIS_REFUSES_LOGIN,
                () -> told(password, jedis -> {
                    jedis.configSet("requirepass", ANOTHER);
                    jedis.clientKill(new ClientKillParams().skipMe(ClientKillParams.SkipMe.YES));
                }));
        lies.whenRecanted(
                Lie.REDIS_REFUSES_LOGIN, () -> told(ANOTHER, jedis -> jedis.configSet("requirepass", password)));
        lies.whenTold(Lie.REDIS_OUT_OF_MEMORY, () -> told(password, jedis -> jedis.configSet("maxmemory", "1")));
        lies.whenRecanted(Lie.REDIS_OUT_OF_MEMORY, () -> told(password, jedis -> jedis.configSet("maxmemory", "0")));
        lies.whenTold(
                Lie.REDIS_IS_A_REPLICA,
                () -> told(password, jedis -> jedis.replicaof("127.0.0.1", LoopbackPort.free())));
        lies.whenRecanted(Lie.REDIS_IS_A_REPLICA, () -> told(password, Jedis::replicaofNoOne));
    }

    private void told(String secret, Consumer<Jedis> words) {
        try (Jedis jedis = new Jedis(
                server, DefaultJedisClientConfig.builder().password(secret).build())) {
            words.accept(jedis);
        }
    }

    @Override
    void end() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("redis-server's tether cannot be cut", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
