package openim.verify.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.client.MessageId;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;

/** What our messages say. */
public final class Text {

    private Text() {}

    /** Nobody ever sent this text before. Beyond ASCII, because bytes are what is compared. */
    public static String fresh(String how) {
        return "openim-verify → " + how + " ✓ " + Instant.now() + " " + MessageId.fresh();
    }

    /**
     * Texts that something on the way may mistake for something else.
     *
     * @param byWebSocket each of them, and one that fills a frame; what is sent so must arrive to the byte
     * @param byRest each of them; the server writes their JSON anew, so the text must arrive to the letter
     */
    public record Samples(List<Sent> byWebSocket, List<Sent> byRest) {

        private static final List<String> TEXTS = List.of(
                "unicode: 你好, Привет, שלום, e\u0301 and \u00e9, \u200f\u202e\u2028\uFEFF\uFFFD",
                "emoji: \uD83D\uDE00 \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDE8\uD83C\uDDF3 \u2764\uFE0F",
                "control: "
                        + IntStream.range(0, 0x20).mapToObj(Character::toString).collect(Collectors.joining())
                        + "\u007f\u0085",
                "quotes: \" ' ` \\ / \\u0041 {\"content\":\"x\"} <b>&amp;</b> %41 ${x} {{x}} '; --",
                "  blanks at both ends, and none: \t \n ");

        public Samples {
            byWebSocket = List.copyOf(byWebSocket);
            byRest = List.copyOf(byRest);
        }

        /**
         * Sends them all both ways.
         *
         * @throws openim.verify.verdict.BrokenPromise if one is not acknowledged
         */
        public static Samples mustSend(User sender, User receiver) {
            List<Sent> byWebSocket = new ArrayList<>();
            List<Sent> byRest = new ArrayList<>();
            for (String text : TEXTS) {
                byWebSocket.add(sender.mustSend(text, receiver));
                byRest.add(sender.mustSendByRest(text, receiver));
            }
            byWebSocket.add(sender.mustSend(LargeFrame.justWithin(sender, receiver), receiver));
            return new Samples(byWebSocket, byRest);
        }

        /** All of them. */
        public List<Sent> all() {
            List<Sent> all = new ArrayList<>(byWebSocket);
            all.addAll(byRest);
            return all;
        }

        /** How many bytes the longest has. */
        public int longest() {
            return byWebSocket.stream()
                    .mapToInt(sent -> sent.draft().text().length())
                    .max()
                    .orElseThrow();
        }
    }
}
