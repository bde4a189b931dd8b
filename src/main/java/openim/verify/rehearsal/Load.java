package openim.verify.rehearsal;

/**
 * What came in at the doors of a rehearsal, counted by those who answered: openim-api, openim-msggateway, the servers of ChatServer,
 * and MinIO. What ChatServer asks of openim-api is in it, and what goes on between processes and components is not.
 *
 * @param requests calls of REST that were answered
 * @param connections that were made, to MinIO too
 * @param sessions WebSockets that were opened
 * @param frames that came over sessions, pings included
 * @param messages that openim-rpc-msg was given to send
 * @param bytes in both directions, files included
 */
public record Load(long requests, long connections, long sessions, long frames, long messages, long bytes) {

    /** What came since then. */
    public Load since(Load earlier) {
        return new Load(
                requests - earlier.requests,
                connections - earlier.connections,
                sessions - earlier.sessions,
                frames - earlier.frames,
                messages - earlier.messages,
                bytes - earlier.bytes);
    }
}
