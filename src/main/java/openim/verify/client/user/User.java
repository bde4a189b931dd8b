package openim.verify.client.user;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import openim.verify.await.Deadline;
import openim.verify.await.SideBySide;
import openim.verify.client.Ack;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Message;
import openim.verify.client.MessageId;
import openim.verify.client.Platform;
import openim.verify.client.Recipient;
import openim.verify.client.Token;
import openim.verify.client.UserId;
import openim.verify.client.api.ObjectApi.PartLimit;
import openim.verify.client.file.Content;
import openim.verify.client.file.Download;
import openim.verify.client.file.FileFailure;
import openim.verify.client.file.FreshPut;
import openim.verify.client.file.ObjectName;
import openim.verify.client.file.Upload;
import openim.verify.client.gateway.GatewayClient;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.Push;
import openim.verify.client.gateway.Session;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * A person with one device and one account of ours.
 *
 * <p>Has at most one session on the gateway; messages go over it. Safe for all threads, but made for one spec at a time.
 */
public final class User implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(8);

    private final UserId id;
    private final Platform platform;
    private final Token token;
    private final Drivers drivers;
    private volatile Optional<Session> session = Optional.empty();

    public User(UserId id, Platform platform, Token token, Drivers drivers) {
        this.id = id;
        this.platform = platform;
        this.token = token;
        this.drivers = drivers;
    }

    /** Logs in anew; whoever holds a token or a session of that account and platform loses it. */
    public static ApiResult<Token> logsInKickingOthers(UserId id, Platform platform, Drivers drivers) {
        return drivers.auth().userTokenKillingTheOneBefore(id, platform);
    }

    /** The same, and the person that comes of it. */
    public static User mustLogInKickingOthers(UserId id, Platform platform, Drivers drivers) {
        Token token = logsInKickingOthers(id, platform, drivers).mustBeOk(id.value(), "gets a token");
        return new User(id, platform, token, drivers);
    }

    public UserId id() {
        return id;
    }

    public Platform platform() {
        return platform;
    }

    public Token token() {
        return token;
    }

    /** Where sessions are asked for. */
    public URI gateway() {
        return drivers.gateway().base();
    }

    /** The same person, whose calls take another way; without a session. */
    public User through(Drivers others) {
        return new User(id, platform, token, others);
    }

    /** Opens a session, in the place of the one that is open, and keeps it alive. */
    public Handshake opensSession() {
        return triesSession().withTokenOf(id);
    }

    /** The same for whoever judges by himself what it means that the token is dead. */
    public Handshake triesSession() {
        close();
        Handshake handshake = drivers.gateway().connect(id, token, platform);
        if (handshake instanceof Session opened) {
            opened.keepAlive(HEARTBEAT);
            session = Optional.of(opened);
        }
        return handshake;
    }

    /** Asks for one more session with the same token, which is nobody's but the caller's, and has no heartbeat. */
    public Handshake opensAnother() {
        return drivers.gateway().connect(id, token, platform).withTokenOf(id);
    }

    /** Whether the gateway is seen to be one that speaks gob only; see {@link GatewayClient#knowsNoLanguages}. */
    public boolean knowsNoLanguages() {
        return drivers.gateway().knowsNoLanguages(id, token, platform).orElse(false);
    }

    public Session mustOpenSession() {
        return opensSession().mustBeOpen(id.value());
    }

    /** Opens a session that pushes are to reach; see {@link #forPushes}. */
    public Session mustOpenSessionForPushes() {
        return forPushes(this::opensSession).mustBeOpen(id.value());
    }

    /**
     * Opens a session, and looks meanwhile whether the server shows him online already. For up to a second after a session ended it
     * still does, and who takes that for the new session writes to somebody to whom nothing is pushed yet.
     */
    public Handshake forPushes(Supplier<Handshake> opening) {
        return SideBySide.both(opening, () -> drivers.users().platformsInRedis(id), (handshake, before) -> {
            boolean hidden = before.value().stream().anyMatch(shown -> !shown.contains(platform));
            if (hidden && handshake instanceof Session opened) {
                opened.noteHiddenBefore();
            }
            return handshake;
        });
    }

    /** Whether a session was ever opened. */
    public boolean hasSession() {
        return session.isPresent();
    }

    /** The session that was opened last, open or not. */
    public Session session() {
        return session.orElseThrow(() -> new IllegalStateException(id + " has not opened a session"));
    }

    /** Ends the session: from now on nothing reaches the person but by pulling. */
    public User goesOffline() {
        close();
        return this;
    }

    /** Writes a message and does not send it yet. */
    public Draft drafts(String text, User to) {
        return drafts(text, to.id);
    }

    public Draft drafts(String text, Recipient to) {
        return new Draft(MessageId.fresh(), id, to, text);
    }

    public Sent sends(Draft draft) {
        Instant at = Instant.now();
        Session open = session();
        ApiResult<Ack> ack = draft.to()
                .fold(
                        person -> open.send(draft.id(), person, draft.text()),
                        group -> open.send(draft.id(), group, draft.text()));
        return new Sent(draft.id(), draft, ack, at);
    }

    public Sent sends(String text, User to) {
        return sends(drafts(text, to));
    }

    public Sent mustSend(String text, User to) {
        return mustSend(text, to.id);
    }

    public Sent mustSend(String text, Recipient to) {
        return accepted(sends(drafts(text, to)));
    }

    /** Has the administrator send it in this person's name, by REST. The server gives it an id of its own. */
    public Sent sendsByRest(Draft draft) {
        Instant at = Instant.now();
        var messages = drivers.messages();
        ApiResult<Ack> ack = draft.to()
                .fold(
                        person -> messages.sendInTheNameOf(id, platform, person, draft.text()),
                        group -> messages.sendInTheNameOf(id, platform, group, draft.text()));
        return new Sent(ack.value().map(a -> a.id()).orElse(draft.id()), draft, ack, at);
    }

    public Sent mustSendByRest(String text, User to) {
        return mustSendByRest(text, to.id);
    }

    public Sent mustSendByRest(String text, Recipient to) {
        return accepted(sendsByRest(drafts(text, to)));
    }

    private Sent accepted(Sent sent) {
        sent.ack().withTokenOf(id).mustBeOk(id.value(), "has " + sent + " acknowledged");
        return sent;
    }

    /** The push of a message, as soon as it is there. */
    public Optional<Push> receives(Sent sent, Deadline deadline) {
        return session().awaitPush(p -> p.message().id().equals(sent.id()), deadline);
    }

    public Push mustReceive(Sent sent, Deadline deadline) {
        return receives(sent, deadline).orElseThrow(() -> notReceived(sent, deadline));
    }

    private BrokenPromise notReceived(Sent sent, Deadline deadline) {
        List<Push> pushes = session().pushes();
        String seen = pushes.isEmpty()
                ? "nothing"
                : "others (" + pushes.size() + "), the newest "
                        + pushes.get(pushes.size() - 1).message().id();
        String ended = session().end().map(e -> "; " + e.description()).orElse("");
        return new BrokenPromise(
                id + " did not receive " + sent + " within " + deadline + "; was pushed " + seen + ended,
                Evidence.of(Evidence.EXPECTED, id + " receives " + sent),
                Evidence.of(Evidence.SEEN, seen + ended),
                Evidence.of(Evidence.AFTER_MS, deadline.elapsed().toMillis()));
    }

    /** The newest messages of a conversation, oldest first, over the session. */
    public ApiResult<List<Message>> pullsNewest(ConversationId from, int count) {
        var seqs = session().newestSeqs();
        long newest = seqs.value().map(s -> s.getOrDefault(from, 0L)).orElse(0L);
        return newest == 0
                ? ApiResult.with(seqs.answer(), List::of)
                : pulls(from, Math.max(1, newest - count + 1), newest);
    }

    public ApiResult<List<Message>> pulls(ConversationId from, long firstSeq, long lastSeq) {
        return session().pull(from, firstSeq, lastSeq);
    }

    public Upload uploads(Content content, String name) {
        return drivers.files().upload(ObjectName.of(id, name), content, token);
    }

    public Upload.Done mustUpload(Content content, String name) {
        return uploads(content, name).mustBeDone(id.value());
    }

    /** Asks for leave to put a file of one part, and puts nothing yet. */
    public ApiResult<FreshPut> asksToPut(Content content, String name) {
        return drivers.files().askToPut(ObjectName.of(id, name), content, token);
    }

    /** Puts the bytes; empty if they were taken. */
    public Optional<FileFailure> puts(FreshPut leave) {
        return drivers.files().put(leave);
    }

    /** Says that a file is all there, in parts with these MD5s. */
    public ApiResult<String> completes(FreshPut leave, List<String> md5s, String name) {
        return drivers.files().complete(leave, md5s, ObjectName.of(id, name), token);
    }

    /** The limits that uploads have to keep to. */
    public ApiResult<PartLimit> readsPartLimit() {
        return drivers.files().partLimit(token);
    }

    public Download downloadsByAccessUrl(ObjectName name, Content expected) {
        return drivers.files().downloadByAccessUrl(name, expected, token);
    }

    public Download downloads(ObjectName name, Content expected) {
        return drivers.files().download(name, expected);
    }

    /** By the link that OpenIM gave for it. */
    public Download downloadsByLink(ObjectName name, URI link, Content expected) {
        return drivers.files().downloadByLink(name, link, expected);
    }

    /** The link to a file as it should be. */
    public URI linkTo(ObjectName name) {
        return drivers.files().linkTo(name);
    }

    public Download.Equal mustDownload(ObjectName name, Content expected) {
        return downloads(name, expected).mustBeEqual(id.value());
    }

    /** Ends the session, if there is one. */
    @Override
    public void close() {
        session.ifPresent(Session::close);
    }

    @Override
    public String toString() {
        return id.value();
    }
}
