package openim.verify.rehearsal;

/** One way in which a deployment fails its users while all its processes run and answer. */
public enum Lie {
    /** A message is acknowledged, and then goes nowhere: not to Kafka, nor to its receiver, nor to a store. */
    ACKNOWLEDGES_WITHOUT_DELIVERING,
    /** Each message is pushed twice, the second time 700 ms after the first. */
    DELIVERS_TWICE,
    /** Of two messages of a conversation that come one after the other, the second is pushed first. */
    REORDERS,
    /** Every second message of a conversation gets the number of the one before it, and takes its place. */
    REUSES_SEQS,
    /** Messages get numbers that were given out some messages ago. */
    LOWERS_SEQS,
    /** Messages come to be stored, and each insert fails; the server counts that. */
    FAILS_TO_STORE,
    /** Pulls are answered, and are empty. */
    PULLS_NOTHING,
    /** Pulls are answered, and lack the newest message. */
    PULLS_WITHOUT_THE_LAST,
    /** The gateway pushes to sessions in their first ten seconds, and forgets them then. */
    PUSHES_ONLY_TO_NEW_SESSIONS,
    /** The gateway shakes hands and answers pings, and nothing else. */
    ANSWERS_ONLY_PINGS,
    /** What is in partition 3 of {@code toPush} is taken and not pushed. */
    ONE_PARTITION_DEAF,
    /** Senders are not pushed what they write, so that their other devices do not show it. */
    NEGLECTS_OTHER_DEVICES,
    /** A session whose place another takes is dropped without a word. */
    KICKS_WITHOUT_A_WORD,
    /** Who writes in another's name is refused, and what he wrote is delivered. */
    REFUSES_AND_DELIVERS,
    /** The gateway takes frames of any size. */
    TAKES_LARGE_FRAMES,
    /** One member of each group is not pushed to. */
    FORGETS_A_MEMBER,
    /** A group is said to be dismissed, and goes on. */
    GROUPS_OUTLIVE_DISMISSAL,
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
