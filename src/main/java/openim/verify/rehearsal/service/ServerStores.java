package openim.verify.rehearsal.service;

import openim.verify.rehearsal.component.RelayAddresses;
import openim.verify.rehearsal.service.store.ServerMongo;
import openim.verify.rehearsal.service.store.ServerRedis;

/** The clients of the stores that all rpc processes share. */
record ServerStores(ServerMongo mongo, ServerRedis redis) implements AutoCloseable {

    static ServerStores of(RelayAddresses addresses) {
        return new ServerStores(
                new ServerMongo(addresses.mongo()), new ServerRedis(addresses.redis(), addresses.unreachable("redis")));
    }

    @Override
    public void close() {
        redis.close();
        mongo.close();
    }
}
