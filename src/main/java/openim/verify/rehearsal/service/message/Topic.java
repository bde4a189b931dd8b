package openim.verify.rehearsal.service.message;

/** OpenIM's topics. */
enum Topic {
    TO_REDIS("toRedis"),
    TO_MONGO("toMongo"),
    TO_PUSH("toPush"),
    TO_OFFLINE_PUSH("toOfflinePush");

    private final String id;

    Topic(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
