package openim.verify.message;

import openim.verify.client.Recipient;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;

/** By which door a message goes in. What is promised of it is the same. */
public enum SendRoute {
    WEB_SOCKET("by WebSocket") {
        @Override
        Sent mustSend(User sender, Recipient to, String text) {
            return sender.mustSend(text, to);
        }
    },
    REST("by REST") {
        @Override
        Sent mustSend(User sender, Recipient to, String text) {
            return sender.mustSendByRest(text, to);
        }
    };

    private final String words;

    SendRoute(String words) {
        this.words = words;
    }

    /**
     * Sends it.
     *
     * @throws openim.verify.verdict.BrokenPromise if it is not acknowledged
     */
    abstract Sent mustSend(User sender, Recipient to, String text);

    @Override
    public String toString() {
        return words;
    }
}
