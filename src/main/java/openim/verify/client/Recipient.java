package openim.verify.client;

import java.util.function.Function;

/** To whom a message goes: a person, or a group. */
public sealed interface Recipient permits UserId, GroupId {

    /** The id as the server knows it. */
    String value();

    /** The conversation in which a message from that person to here is kept. */
    default ConversationId conversationWith(UserId sender) {
        return fold(person -> ConversationId.between(sender, person), ConversationId::of);
    }

    /** By what its messages are keyed on Kafka, when that person sends them. */
    default String keyFrom(UserId sender) {
        return fold(
                person -> sender.compareTo(person) <= 0 ? sender + "_" + person : person + "_" + sender,
                GroupId::value);
    }

    /** One or the other. */
    <T> T fold(Function<UserId, T> person, Function<GroupId, T> group);
}
