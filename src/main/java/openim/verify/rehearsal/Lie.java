package openim.verify.rehearsal;

/** One way in which a deployment fails its users while all its processes run and answer. */
public enum Lie {
    /** A message is acknowledged, and then goes nowhere: not to Kafka, nor to its receiver, nor to a store. */
    ACKNOWLEDGES_WITHOUT_DELIVERING,
    /** Each message is pushed twice, the second time 700 ms after the first. */
    DELIVERS_TWICE,
    /** One byte of each message's content differs from what was sent, wherever it is seen after the acknowledgement. */
    CORRUPTS,
    /** Messages are pushed and can be pulled from Redis; MongoDB never gets them. */
    STORES_NOTHING,
    /** A download gives as many bytes as were uploaded, but not those. */
    RETURNS_ANOTHER_FILE,
    /** Clients are sent for their files to an external address where nobody listens. */
    UNREACHABLE_EXTERNAL_ADDRESS,
    /** Clients are sent for their files to the placeholder of a configuration that nobody filled in: {@code external_ip}. */
    PLACEHOLDER_EXTERNAL_ADDRESS,
    /** Accounts, messages and objects are gone from the moment it is told; the deployment works on without them. */
    COMES_BACK_EMPTY
}
