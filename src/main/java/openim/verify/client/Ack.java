package openim.verify.client;

import java.time.Instant;

/**
 * The server's word that it took a message: Kafka has it. It is not yet stored, and not yet delivered.
 *
 * @param id the sender's id of it; a message sent by REST gets it from the server
 * @param serverId the server's id of it
 * @param sentAt the server's time of it
 */
public record Ack(MessageId id, String serverId, Instant sentAt) {}
