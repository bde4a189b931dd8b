package openim.verify.rehearsal.component;

import java.net.URI;
import java.util.Optional;
import redis.clients.jedis.Jedis;

record RedisClient(URI address) implements ComponentClient {

    private static final int PATIENCE = 60_000;

    @Override
    public String component() {
        return "redis";
    }

    @Override
    public void writes(String key, String value) {
        try (Jedis jedis = new Jedis(address, PATIENCE)) {
            jedis.set(key, value);
        }
    }

    @Override
    public String reads(String key) {
        try (Jedis jedis = new Jedis(address, PATIENCE)) {
            return Optional.ofNullable(jedis.get(key)).orElse("");
        }
    }
}
