package openim.verify.message.ledger.read;

import java.util.Map;

/**
 * What a consumer group has still before it, at one look.
 *
 * @param words such as {@code consumer group mongo has 7 records of toMongo before it}
 * @param committed how far it has come, by partition
 * @param attended whether its consumers are there, and agree who reads what
 */
record Backlog(String words, Map<Integer, Long> committed, boolean attended) {

    Backlog {
        committed = Map.copyOf(committed);
    }
}
