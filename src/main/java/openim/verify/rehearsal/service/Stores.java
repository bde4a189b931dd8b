package openim.verify.rehearsal.service;

import openim.verify.rehearsal.component.Addresses;
import openim.verify.rehearsal.service.store.Mongo;
import openim.verify.rehearsal.service.store.Redis;

/** The clients of the stores that all rpc processes share. */
record Stores(Mongo mongo, Redis redis) implements AutoCloseable {

    static Stores of(Addresses addresses) {
        return new Stores(new Mongo(addresses.mongo()), new Redis(addresses.redis(), addresses.unreachable("redis")));
    }

    @Override
    public void close() {
        redis.close();
        mongo.close();
    }
}
