package openim.verify.rehearsal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One way in which a deployment fails its users while all its processes run and answer, or its tools fail an operator. */
public enum Lie {
    /** A message is acknowledged, and then goes nowhere: not to Kafka, nor to its receiver, nor to a store. */
    ACKNOWLEDGES_WITHOUT_DELIVERING,
    /** Each message is pushed twice, the second time 700 ms after the first. */
    DELIVERS_TWICE,
    /** Each message is pushed 300 ms later than it could be. */
    PUSHES_LATE,
    /** Each message is pushed as if somebody else had written it. */
    PUSHES_UNDER_ANOTHER_NAME,
    /** Each message is pushed for a conversation that it is not of. */
    PUSHES_IN_ANOTHER_CONVERSATION,
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
    /** Pulls are answered, with other words than were sent. */
    PULLS_OTHER_WORDS,
    /** The gateway pushes to sessions in their first ten seconds, and forgets them then. */
    PUSHES_ONLY_TO_NEW_SESSIONS,
    /** A gateway hands on what its sessions send to those of its own only, by itself. */
    DELIVERS_TO_ITS_OWN_ONLY,
    /** The gateway shakes hands and answers pings, and nothing else. */
    ANSWERS_ONLY_PINGS,
    /** What is in partition 3 of {@code toPush} is taken and not pushed. */
    ONE_PARTITION_DEAF,
    /** Senders are not pushed what they write, so that their other devices do not show it. */
    NEGLECTS_OTHER_DEVICES,
    /** A session whose place another takes is dropped without a word. */
    KICKS_WITHOUT_A_WORD,
    /** Messages are marked as read, and whoever wrote them is not told. */
    KEEPS_READ_RECEIPTS,
    /** Read receipts name a conversation that the message is not of. */
    RECEIPTS_NAME_ANOTHER_CONVERSATION,
    /** Read receipts name the message before the one that was read. */
    RECEIPTS_NAME_OTHER_SEQS,
    /** Who writes in another's name by WebSocket is let do so. */
    TAKES_ANOTHERS_NAME,
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
    /** A download gives all bytes but one as they were uploaded. */
    CHANGES_ONE_BYTE_OF_FILES,
    /** A download announces all bytes and breaks off in the middle. */
    CUTS_DOWNLOADS_SHORT,
    /** A download announces half of the bytes, and gives those. */
    RETURNS_HALF_A_FILE,
    /** A download gives an HTML page. */
    RETURNS_A_PAGE,
    /** An upload is acknowledged, and thrown away. */
    DISCARDS_UPLOADS,
    /** An upload is acknowledged, and what was only needed on the way is left in the bucket. */
    LEAVES_UPLOADS_BEHIND,
    /** An upload is acknowledged whatever its hash. */
    ACCEPTS_WRONG_HASHES,
    /** Bytes that are there are taken once more. */
    KNOWS_NO_HASH,
    /** A file whose name has a blank, a % or more than ASCII is not found again. */
    LOSES_HARD_NAMES,
    /** The URL of a file that is given on asking is signed wrongly; the redirect is not. */
    BREAKS_ACCESS_URLS,
    /** A proxy before the API hands on another Host than it was asked for, of which OpenIM then makes the links to files. */
    LINKS_TO_ANOTHER_HOST,
    /** Clients are sent for their files to an external address where nobody listens. */
    UNREACHABLE_EXTERNAL_ADDRESS,
    /** Clients are sent for their files to the placeholder of a configuration that nobody filled in: {@code external_ip}. */
    PLACEHOLDER_EXTERNAL_ADDRESS,
    /** The address that clients get was changed in the configuration, and OpenIM has not read it yet. */
    EXTERNAL_ADDRESS_NOT_IN_FORCE,
    /** Clients are sent for their files to a name that does not resolve. */
    UNKNOWN_EXTERNAL_NAME,
    /** Clients are sent for their files to the name of a container. */
    CONTAINER_NAME_FOR_CLIENTS,
    /** Clients are sent for their files to a host that drops their packets. */
    DROPPED_PACKETS,
    /** Clients are sent for their files to https with a certificate that has expired. */
    EXPIRED_CERTIFICATE,
    /** Clients are sent for their files to https with the certificate of another host. */
    CERTIFICATE_OF_ANOTHER,
    /** Clients are sent for their files to https with a certificate that nobody known vouches for. */
    CERTIFICATE_OF_NOBODY_KNOWN,
    /** The API is reached by https, and files by plain http. */
    PLAIN_FILES_BEHIND_HTTPS,
    /** A proxy before the object store tells it another host than clients ask for. */
    PROXY_CHANGES_HOST,
    /** A proxy before the object store does not take away the prefix of the external address. */
    PROXY_CHANGES_PATH,
    /** A proxy before the object store takes no request of more than 1 MiB. */
    PROXY_LIMITS_SIZE,
    /** OpenIM signs by a clock that is twenty minutes ahead. */
    CLOCK_SKEW,
    /** Clients are sent for their files to a web server. */
    PAGE_FOR_A_STORE,
    /** {@code mage start} ends with status 0, and has started nothing. */
    MAGE_STARTS_NOTHING,
    /** {@code mage start} waits for ever, as for a component that is there, and starts nothing. */
    MAGE_WAITS_FOR_EVER,
    /** {@code mage start} takes forty seconds before it starts anything. */
    MAGE_TAKES_ITS_TIME,
    /** What {@code mage start} starts runs, and dies a quarter of a minute later. */
    STARTED_DIES_AGAIN,
    /** Redis was given another password than OpenIM's files have, and sessions with the old one were ended. */
    REDIS_REFUSES_LOGIN,
    /** Redis has used all the memory that it may, and takes no writes. */
    REDIS_OUT_OF_MEMORY,
    /** Redis became a replica of a server that is not there, and takes no writes. */
    REDIS_IS_A_REPLICA,
    /** MongoDB wants a login that OpenIM's files do not have. */
    MONGO_REFUSES_LOGIN,
    /** Kafka wants a login that OpenIM's files do not have. */
    KAFKA_REFUSES_LOGIN,
    /** Kafka has no topic {@code toMongo}. */
    KAFKA_LACKS_A_TOPIC,
    /** etcd wants a login that OpenIM's files do not have. */
    ETCD_REFUSES_LOGIN,
    /** etcd's database has reached its quota: it takes no writes. */
    ETCD_OUT_OF_SPACE,
    /** The object store has other keys than OpenIM's files. */
    MINIO_REFUSES_KEYS,
    /** The object store's disk is full: it takes no object. */
    MINIO_OUT_OF_SPACE,
    /** The webhook that is asked before each message does not answer, so that none is taken. */
    WEBHOOK_DOWN,
    /** Beside the process that runs, etcd names one of openim-rpc-user at an address where nobody listens. */
    STALE_REGISTRATION,
    /** Accounts, messages and objects are gone from the moment it is told; the deployment works on without them. */
    COMES_BACK_EMPTY;

    /**
     * The one of that name, as it is typed: {@code proxy-changes-host}.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Lie named(String typed) {
        return Arrays.stream(values())
                .filter(lie -> lie.typed().equals(typed))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no such lie; there are "
                        + Arrays.stream(values()).map(Lie::typed).collect(Collectors.joining(", "))));
    }

    private String typed() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
