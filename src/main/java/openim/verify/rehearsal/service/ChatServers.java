package openim.verify.rehearsal.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import openim.verify.rehearsal.Credentials;
import openim.verify.rehearsal.component.Addresses;
import openim.verify.rehearsal.component.Relay;
import openim.verify.rehearsal.service.chat.AdminRpc;
import openim.verify.rehearsal.service.chat.BotRpc;
import openim.verify.rehearsal.service.chat.ChatRpc;
import openim.verify.rehearsal.service.chat.ChatServer;
import openim.verify.rehearsal.service.chat.ImApi;
import openim.verify.rehearsal.service.http.RestServer;
import openim.verify.rehearsal.service.process.Process;
import openim.verify.rehearsal.service.rpc.Dialect;
import openim.verify.rehearsal.service.rpc.Remote;

/** ChatServer's processes, each with what it does. */
final class ChatServers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The user of the chat account that stands ready. */
    private static final String READY_USER = "1000000001";

    private final Credentials credentials;
    private final ImServer im;
    private final ChatRpc accounts;
    private final AdminRpc administration;
    private final Relay chatRelay;
    private final Relay adminRelay;
    private final Relay botRelay;
    private final RestServer chatApi;
    private final RestServer adminApi;
    private final RestServer botApi;

    ChatServers(Roster roster, Stores stores, Addresses addresses, Credentials credentials, ImServer im) {
        this.credentials = credentials;
        this.im = im;
        Process chatApiProcess = roster.process("chat-api");
        Process adminApiProcess = roster.process("admin-api");
        Process botApiProcess = roster.process("bot-api");

        Remote<ChatRpc> chat = roster.registered(roster.process("chat-rpc"), "chat-rpc-service", Dialect.CHAT);
        Remote<AdminRpc> admin = roster.registered(roster.process("admin-rpc"), "admin-rpc-service", Dialect.CHAT);
        Remote<BotRpc> bot = roster.registered(roster.process("bot-rpc"), "bot-rpc-service", Dialect.CHAT);

        String redisAddress =
                addresses.redis().getHost() + ":" + addresses.redis().getPort();
        String ownSecret = UUID.randomUUID().toString();
        accounts = new ChatRpc(stores.mongo(), admin);
        administration = new AdminRpc(stores.mongo(), stores.redis(), redisAddress, ownSecret);
        chat.answeredBy(accounts);
        admin.answeredBy(administration);
        bot.answeredBy(new BotRpc(stores.mongo()));

        ImApi imForChat = new ImApi(im.apiUrl(), credentials.secret());
        ImApi imForAdmin = new ImApi(im.apiUrl(), credentials.secret());
        chatApiProcess.with(imForChat);
        adminApiProcess.with(imForAdmin);
        ChatServer servers = new ChatServer(chat, admin, bot);
        chatApi = servers.chatApi(chatApiProcess, imForChat);
        adminApi = servers.adminApi(adminApiProcess, imForAdmin);
        botApi = servers.botApi(botApiProcess);
        chatRelay = roster.relayed(chatApiProcess);
        adminRelay = roster.relayed(adminApiProcess);
        botRelay = roster.relayed(botApiProcess);
    }

    /** Has the servers listen behind their relays. */
    void listen() {
        chatRelay.leadTo(chatApi.start());
        adminRelay.leadTo(adminApi.start());
        botRelay.leadTo(botApi.start());
    }

    /** Adds the accounts that stand ready: the administrator's, and an ordinary user's. */
    void provide() {
        provideAdministrator();
        String user = accounts.provide(
                READY_USER,
                JSON.valueToTree(Map.of(
                        "areaCode",
                        Credentials.CHAT_AREA_CODE,
                        "phoneNumber",
                        credentials.chatAccount(),
                        "password",
                        md5(credentials.chatPassword()),
                        "nickname",
                        "rehearsal")));
        im.provideUser(user);
    }

    /** Adds the administrator, where he is missing. */
    void provideAdministrator() {
        administration.provide(credentials.adminAccount(), md5(credentials.adminPassword()));
    }

    URI chatUrl() {
        return URI.create("http://" + chatRelay.hostAndPort());
    }

    URI adminUrl() {
        return URI.create("http://" + adminRelay.hostAndPort());
    }

    URI botUrl() {
        return URI.create("http://" + botRelay.hostAndPort());
    }

    @Override
    public void close() {
        chatApi.close();
        adminApi.close();
        botApi.close();
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has MD5", e);
        }
    }
}
