package openim.verify.runbook;

/** What a part belongs to, in the order in which things are started. */
public enum Tier {
    /** MongoDB, Redis, Kafka, etcd, MinIO. */
    COMPONENTS,
    /** The processes of open-im-server. */
    OPENIM_SERVER,
    /** The processes of chat. */
    CHAT_SERVER,
    /** What stands between them and their clients. */
    SURROUNDINGS
}
