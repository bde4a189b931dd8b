package openim.verify.message.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import openim.verify.client.ConversationId;
import openim.verify.client.kafka.Offsets;

/** The parts of an opening that lie in one field of the file each: {@code key=value}, separated by blanks. */
final class LedgerSettingsText {

    private LedgerSettingsText() {}

    static String slots(LedgerSettings opening) {
        return opening.slots().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    static String seqs(LedgerSettings opening) {
        return pairs(opening.newestSeqs());
    }

    /** The topic, then where each partition ended. */
    static String kafka(LedgerSettings opening) {
        return opening.kafka()
                .map(offsets -> offsets.topic() + " " + pairs(offsets.next()))
                .orElse("");
    }

    private static String pairs(Map<?, Long> map) {
        return map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining(" "));
    }

    static List<Integer> readSlots(String text) {
        return words(text).stream().map(Integer::valueOf).toList();
    }

    static Map<ConversationId, Long> readSeqs(String text) {
        return read(words(text), ConversationId::new);
    }

    static Optional<Offsets> readKafka(String text) {
        List<String> words = words(text);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Offsets(words.get(0), read(words.subList(1, words.size()), Integer::valueOf)));
    }

    private static <K> Map<K, Long> read(List<String> pairs, Function<String, K> key) {
        Map<K, Long> map = new HashMap<>();
        for (String pair : pairs) {
            int end = pair.lastIndexOf('=');
            map.put(key.apply(pair.substring(0, end)), Long.valueOf(pair.substring(end + 1)));
        }
        return map;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.split(" ", -1));
    }
}
