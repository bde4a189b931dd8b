package openim.verify.rehearsal.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.component.Relay;
import openim.verify.rehearsal.component.RelayAddresses;
import openim.verify.rehearsal.service.chat.AdminRpc;
import openim.verify.rehearsal.service.chat.BotRpc;
import openim.verify.rehearsal.service.chat.ChatRoutes;
import openim.verify.rehearsal.service.chat.ChatRpc;
import openim.verify.rehearsal.service.chat.ImApi;
import openim.verify.rehearsal.service.http.RestServer;
import openim.verify.rehearsal.service.process.ServiceProcess;
import openim.verify.rehearsal.service.rpc.Dialect;
import openim.verify.rehearsal.service.rpc.Remote;

/** ChatServer's processes, each with what it does. */
final class ChatServers implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The user of the chat account that stands ready. */
    private static final String READY_USER = "1000000001";

    private final RehearsalCredentials credentials;
    private final ImServer im;
    private final ChatRpc accounts;
    private final AdminRpc administration;
    private final ImApi imForChat;
    private final ImApi imForAdmin;
    private final Relay chatRelay;
    private final Relay adminRelay;
    private final RestServer chatApi;
    private final RestServer adminApi;
    private final Optional<Bots> bots;

    /** bot-api. */
    private record Bots(Relay relay, RestServer api) {}

    ChatServers(
            Roster roster,
            ServerStores stores,
            RelayAddresses addresses,
            RehearsalCredentials credentials,
            ImServer im,
            Edition edition) {
        this.credentials = credentials;
        this.im = im;
        ServiceProcess chatApiProcess = roster.process("chat-api");
        ServiceProcess adminApiProcess = roster.process("admin-api");

        Remote<ChatRpc> chat = roster.registered(roster.process("chat-rpc"), edition.chatService("chat"), Dialect.CHAT);
        Remote<AdminRpc> admin =
                roster.registered(roster.process("admin-rpc"), edition.chatService("admin"), Dialect.CHAT);

        String redisAddress =
                addresses.redis().getHost() + ":" + addresses.redis().getPort();
        String ownSecret = UUID.randomUUID().toString();
        accounts = new ChatRpc(stores.mongo(), admin);
        administration = new AdminRpc(stores.mongo(), stores.redis(), redisAddress, ownSecret);
        chat.answeredBy(accounts);
        admin.answeredBy(administration);

        imForChat = new ImApi(im.apiUrl(), credentials.secret());
        imForAdmin = new ImApi(im.apiUrl(), credentials.secret());
        chatApiProcess.with(imForChat);
        adminApiProcess.with(imForAdmin);
        ChatRoutes servers = new ChatRoutes(chat, admin, edition);
        chatApi = servers.chatApi(chatApiProcess, imForChat);
        adminApi = servers.adminApi(adminApiProcess, imForAdmin);
        chatRelay = roster.relayed(chatApiProcess);
        adminRelay = roster.relayed(adminApiProcess);
        bots = edition.hasBots() ? Optional.of(bots(roster, stores, servers, edition)) : Optional.empty();
    }

    private static Bots bots(Roster roster, ServerStores stores, ChatRoutes servers, Edition edition) {
        ServiceProcess process = roster.process("bot-api");
        Remote<BotRpc> bot = roster.registered(roster.process("bot-rpc"), edition.chatService("bot"), Dialect.CHAT);
        bot.answeredBy(new BotRpc(stores.mongo()));
        RestServer api = servers.botApi(process, bot);
        return new Bots(roster.relayed(process), api);
    }

    /** Has the servers listen behind their relays. */
    void listen() {
        chatRelay.leadTo(chatApi.start());
        adminRelay.leadTo(adminApi.start());
        bots.ifPresent(bot -> bot.relay().leadTo(bot.api().start()));
    }

    /** How many calls they have answered. */
    long answered() {
        return chatApi.answered()
                + adminApi.answered()
                + bots.map(bot -> bot.api().answered()).orElse(0L);
    }

    /** Adds the accounts that stand ready: the administrator's, and an ordinary user's. */
    void provide() {
        provideAdministrator();
        String user = accounts.provide(
                READY_USER,
                JSON.valueToTree(Map.of(
                        "areaCode",
                        RehearsalCredentials.CHAT_AREA_CODE,
                        "phoneNumber",
                        credentials.chatAccount(),
                        "password",
                        md5(credentials.chatPassword()),
                        "nickname",
                        "rehearsal")));
        im.provideUser(user);
    }

    /** The stores have been emptied: the administrator is there all the same, and no token is kept. */
    void comeBackEmpty() {
        provideAdministrator();
        imForChat.forget();
        imForAdmin.forget();
    }

    private void provideAdministrator() {
        administration.provide(credentials.adminAccount(), md5(credentials.adminPassword()));
    }

    URI chatUrl() {
        return URI.create("http://" + chatRelay.hostAndPort());
    }

    URI adminUrl() {
        return URI.create("http://" + adminRelay.hostAndPort());
    }

    /** Empty where there is no bot-api. */
    Optional<URI> botUrl() {
        return bots.map(bot -> URI.create("http://" + bot.relay().hostAndPort()));
    }

    @Override
    public void close() {
        chatApi.close();
        adminApi.close();
        bots.ifPresent(bot -> bot.api().close());
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
