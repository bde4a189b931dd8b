package openim.verify.client.gateway;

import java.time.Instant;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;

/**
 * A message that the gateway pushed.
 *
 * @param notification whether it came as a notification and not as a message between people
 * @param at when it arrived here
 */
public record Push(ConversationId conversation, Message message, boolean notification, Instant at) {}
