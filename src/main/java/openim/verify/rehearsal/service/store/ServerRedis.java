package openim.verify.rehearsal.service.store;

import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Redis, tried as often and given up as late as go-redis does it: a refused connection after 2.2 s, a silent one after
 * 3 s, or 6 s when it was not yet known to be silent.
 *
 * <p>Safe for use by many threads.
 */
public final class ServerRedis implements AutoCloseable {

    private static final int SILENCE_MILLIS = 3_000;
    private static final Duration REFUSED_FOR = Duration.ofMillis(2_200);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
    private static final Duration KNOWN_SILENT_FOR = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 64;

    private final JedisPooled client;
    private final HostAndPort address;
    private final String unreachable;
    private volatile Instant silent = Instant.MIN;

    /**
     * @param uri {@code redis://:password@host:port}
     * @param unreachable what is said where nobody listens
     */
    public ServerRedis(URI uri, String unreachable) {
        this.unreachable = unreachable;
        address = new HostAndPort(uri.getHost(), uri.getPort());
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setJmxEnabled(false);
        client = JedisPooled.builder()
                .hostAndPort(address)
                .clientConfig(DefaultJedisClientConfig.builder()
                        .password(uri.getUserInfo().substring(1))
                        .connectionTimeoutMillis(SILENCE_MILLIS)
                        .socketTimeoutMillis(SILENCE_MILLIS)
                        .build())
                .poolConfig(pool)
                .build();
    }

    /**
     * Answers what {@code commands} answers.
     *
     * @throws RpcFailure if Redis could not be reached, or did not answer
     */
    public <T> T ask(Function<JedisPooled, T> commands) {
        Instant begin = Instant.now();
        while (true) {
            try {
                T answer = commands.apply(client);
                silent = Instant.MIN;
                return answer;
            } catch (JedisConnectionException e) {
                // Connections that died with the server would be handed out one after the other.
                client.getPool().clear();
                if (isSilence(e)) {
                    giveUpIfKnownSilent();
                } else if (begin.plus(REFUSED_FOR).isBefore(Instant.now())) {
                    throw RpcFailure.internal(unreachable);
                } else {
                    LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
                }
            }
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void giveUpIfKnownSilent() {
        boolean known = silent.isAfter(Instant.now().minus(KNOWN_SILENT_FOR));
        silent = Instant.now();
        if (known) {
            throw RpcFailure.internal("i/o timeout");
        }
    }

    private static boolean isSilence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
