package openim.verify.client.component;

import openim.verify.await.Deadline;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;
import openim.verify.config.Redis;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Redis, asked {@code PING} after {@code AUTH}; of a cluster or of sentinels, the one server that was named. */
public record RedisComponent(Redis redis, Tls tls, ShownLogin shown) implements Component {

    /** With a login of which nobody knows whose it is. */
    public RedisComponent(Redis redis, Tls tls) {
        this(redis, tls, ShownLogin.OURS);
    }

    @Override
    public String who() {
        return "Redis at " + address();
    }

    private HostPort address() {
        return new HostPort(redis.host(), redis.port());
    }

    @Override
    public Ping ping(Deadline deadline) {
        boolean overTls = "rediss".equals(redis.address().getScheme());
        try (Connection connection = Dial.to(address().url(overTls), tls, deadline);
                Deadline.Guard guard = deadline.closing(connection)) {
            try {
                return ping(connection);
            } catch (JedisConnectionException e) {
                return Ping.of(connection.failed(e, deadline, guard));
            }
        } catch (NotConnected e) {
            return Ping.of(e);
        }
    }

    private Ping ping(Connection connection) {
        try (Jedis jedis = new Jedis(connection::socket, login())) {
            String pong = jedis.ping();
            return "PONG".equals(pong) ? RedisHealth.of(jedis) : Ping.answeredBadly("answered PING with " + pong);
        } catch (JedisAccessControlException refused) {
            return shown.refused(String.valueOf(refused.getMessage()));
        } catch (JedisDataException answered) {
            String said = String.valueOf(answered.getMessage());
            if (said.startsWith("NOAUTH") || said.startsWith("ERR AUTH")) {
                return shown.refused(said);
            }
            return said.startsWith("DENIED")
                    ? new Ping.Unknown("lets nobody in from here: " + said)
                    : Ping.answeredBadly(said);
        } catch (JedisConnectionException e) {
            throw e;
        } catch (JedisException | ClassCastException strange) {
            return Ping.answeredBadly("does not speak as Redis does: " + strange.getMessage());
        }
    }

    /** Sentinels know no databases and mostly no login; the rest is left as it is, so that nothing but AUTH and PING is sent. */
    private DefaultJedisClientConfig login() {
        DefaultJedisClientConfig.Builder login = DefaultJedisClientConfig.builder()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .socketTimeoutMillis(0);
        if (redis.mode() != Redis.Mode.SENTINEL) {
            redis.username().ifPresent(login::user);
            redis.password().ifPresent(password -> login.password(password.reveal()));
        }
        return login.build();
    }
}
