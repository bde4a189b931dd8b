package openim.verify.client.component;

import java.util.function.Function;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.client.net.Connection;
import openim.verify.client.net.Dial;
import openim.verify.client.net.HostPort;
import openim.verify.client.net.NotConnected;
import openim.verify.client.net.Tls;
import openim.verify.config.store.Redis;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One server that speaks as Redis does, asked {@code PING} after {@code AUTH}.
 *
 * @param address of this one
 * @param redis how it is logged in to
 * @param hasLogin whether it is; sentinels know no databases and mostly no login
 */
record RedisNode(HostPort address, Redis redis, Tls tls, ShownLogin shown, boolean hasLogin) {

    private static final Pattern NO_LOGIN =
            Pattern.compile("^(NOAUTH|ERR AUTH|ERR Client sent AUTH|ERR invalid password)");

    RedisNode(HostPort address, Redis redis, Tls tls, ShownLogin shown) {
        this(address, redis, tls, shown, true);
    }

    RedisNode withoutLogin() {
        return new RedisNode(address, redis, tls, shown, false);
    }

    RedisNode at(HostPort other) {
        return new RedisNode(other, redis, tls, shown, hasLogin);
    }

    /** Asks it, and if it answers, what else there is to ask. */
    Ping ping(Deadline deadline, Function<Jedis, Ping> then) {
        boolean overTls = "rediss".equals(redis.address().getScheme());
        try (Connection connection = Dial.to(address.url(overTls), tls, deadline);
                Deadline.Guard guard = deadline.closing(connection)) {
            try {
                return ping(connection, then);
            } catch (JedisConnectionException e) {
                return Ping.of(connection.failed(e, deadline, guard));
            }
        } catch (NotConnected e) {
            return Ping.of(e);
        }
    }

    private Ping ping(Connection connection, Function<Jedis, Ping> then) {
        try (Jedis jedis = new Jedis(connection::socket, login())) {
            String pong = jedis.ping();
            return "PONG".equals(pong) ? then.apply(jedis) : Ping.answeredBadly("answered PING with " + pong);
        } catch (JedisAccessControlException refused) {
            return shown.refused(String.valueOf(refused.getMessage()));
        } catch (JedisDataException answered) {
            String said = String.valueOf(answered.getMessage());
            if (NO_LOGIN.matcher(said).find()) {
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

    /** The rest is left as it is, so that nothing is sent but what is asked. */
    private DefaultJedisClientConfig login() {
        DefaultJedisClientConfig.Builder login = DefaultJedisClientConfig.builder()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .socketTimeoutMillis(0);
        if (hasLogin) {
            redis.username().ifPresent(login::user);
            redis.password().ifPresent(password -> login.password(password.reveal()));
        }
        return login.build();
    }
}
