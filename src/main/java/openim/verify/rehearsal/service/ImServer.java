package openim.verify.rehearsal.service;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.component.Relay;
import openim.verify.rehearsal.component.RelayAddresses;
import openim.verify.rehearsal.front.Fronts;
import openim.verify.rehearsal.service.api.ApiBackends;
import openim.verify.rehearsal.service.api.ApiServer;
import openim.verify.rehearsal.service.file.Bucket;
import openim.verify.rehearsal.service.file.ThirdRpc;
import openim.verify.rehearsal.service.gateway.Gateway;
import openim.verify.rehearsal.service.gateway.Gateways;
import openim.verify.rehearsal.service.http.RestServer;
import openim.verify.rehearsal.service.message.MsgRpc;
import openim.verify.rehearsal.service.message.MsgTransfer;
import openim.verify.rehearsal.service.message.PushServer;
import openim.verify.rehearsal.service.message.SendVerification;
import openim.verify.rehearsal.service.process.ServiceProcess;
import openim.verify.rehearsal.service.rpc.Caller;
import openim.verify.rehearsal.service.rpc.Dialect;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.store.MessageArchive;
import openim.verify.rehearsal.service.store.MessageCache;
import openim.verify.rehearsal.service.store.Sequence;
import openim.verify.rehearsal.service.user.AuthRpc;
import openim.verify.rehearsal.service.user.ConversationRpc;
import openim.verify.rehearsal.service.user.FriendRpc;
import openim.verify.rehearsal.service.user.GroupRpc;
import openim.verify.rehearsal.service.user.OnlineUsers;
import openim.verify.rehearsal.service.user.UserRpc;

/** OpenIMServer's processes, each with what it does. */
final class ImServer implements AutoCloseable {

    /** Of each topic. */
    private static final int PARTITIONS = 8;

    private final List<Relay> apiRelays = new ArrayList<>();
    private final List<Relay> gatewayRelays = new ArrayList<>();
    private final OnlineUsers online;
    private final UserRpc users;
    private final MsgRpc messages;
    private final ThirdRpc files;
    private final Fronts fronts;
    private final Gateways everyGateway;
    private final List<Gateway> gateways = new ArrayList<>();
    private final List<RestServer> apis = new ArrayList<>();
    private final List<RestServer> metrics = new ArrayList<>();
    private final List<String> metricsTargets = new CopyOnWriteArrayList<>();
    private final List<MsgTransfer> transfers = new ArrayList<>();
    private final List<PushServer> pushes = new ArrayList<>();

    ImServer(
            Roster roster,
            ServerStores stores,
            RelayAddresses addresses,
            RehearsalCredentials credentials,
            Lies lies,
            ServiceOptions options) {
        Edition edition = options.edition();
        ServiceProcess userProcess = roster.process("openim-rpc-user");
        ServiceProcess authProcess = roster.process("openim-rpc-auth");
        ServiceProcess friendProcess = roster.process("openim-rpc-friend");
        ServiceProcess groupProcess = roster.process("openim-rpc-group");
        ServiceProcess conversationProcess = roster.process("openim-rpc-conversation");
        ServiceProcess msgProcess = roster.process("openim-rpc-msg");
        ServiceProcess thirdProcess = roster.process("openim-rpc-third");
        List<ServiceProcess> gatewayProcesses =
                roster.oneOrMore("openim-msggateway", options.strength().instances());
        List<ServiceProcess> apiProcesses =
                roster.oneOrMore("openim-api", options.strength().instances());

        Remote<UserRpc> user = roster.registered(userProcess, edition.serverService("user"), Dialect.OPENIM);
        Remote<AuthRpc> auth = roster.registered(authProcess, edition.serverService("auth"), Dialect.OPENIM);
        Remote<FriendRpc> friend = roster.registered(friendProcess, edition.serverService("friend"), Dialect.OPENIM);
        Remote<GroupRpc> group = roster.registered(groupProcess, edition.serverService("group"), Dialect.OPENIM);
        Remote<ConversationRpc> conversation =
                roster.registered(conversationProcess, edition.serverService("conversation"), Dialect.OPENIM);
        Remote<MsgRpc> msg = roster.registered(msgProcess, edition.serverService("msg"), Dialect.OPENIM);
        Remote<ThirdRpc> third = roster.registered(thirdProcess, edition.serverService("third"), Dialect.OPENIM);
        List<Remote<Gateway>> remotes = gatewayProcesses.stream()
                .map(process ->
                        roster.<Gateway>registered(process, edition.serverService("messageGateway"), Dialect.OPENIM))
                .toList();
        everyGateway = new Gateways(remotes);

        online = new OnlineUsers(stores.redis());
        Sequence sequence = new Sequence(stores.redis(), stores.mongo());
        MessageCache cache = new MessageCache(stores.redis());
        SendVerification verification = new SendVerification(user, friend, group, conversation, options.friendVerify());

        users = new UserRpc(stores.mongo(), stores.redis(), online);
        messages = new MsgRpc(
                addresses.kafka(),
                addresses.unreachable("kafka"),
                verification,
                sequence,
                cache,
                new MessageArchive(stores.mongo()),
                lies,
                edition);
        user.answeredBy(users);
        auth.answeredBy(new AuthRpc(credentials.secret(), stores.redis(), user, everyGateway, edition));
        friend.answeredBy(new FriendRpc(stores.mongo(), user));
        group.answeredBy(new GroupRpc(stores.mongo(), user, lies));
        conversation.answeredBy(new ConversationRpc(stores.mongo(), msg));
        msg.answeredBy(messages);
        fronts = new Fronts(lies, addresses.minio(), this::apiUrl);
        files = new ThirdRpc(bucket(addresses, credentials), fronts, stores.mongo(), lies, edition);
        third.answeredBy(files);
        msgProcess.with(messages);

        for (int number = 0; number < gatewayProcesses.size(); number++) {
            ServiceProcess process = gatewayProcesses.get(number);
            Gateway gateway = new Gateway(process, auth, user, msg, lies.by(process.name()), edition);
            everyGateway.answeredBy(remotes.get(number), gateway);
            process.with(gateway);
            gateways.add(gateway);
            gatewayRelays.add(roster.relayed(process));
        }
        ApiBackends backends = new ApiBackends(auth, user, friend, group, conversation, msg, third, everyGateway);
        for (ServiceProcess process : apiProcesses) {
            apis.add(ApiServer.of(process, backends, () -> metricsTargets, lies.by(process.name()), edition));
            apiRelays.add(roster.relayed(process));
        }

        for (ServiceProcess process :
                roster.processes("openim-msgtransfer", options.strength().transfers())) {
            MsgTransfer transfer = new MsgTransfer(
                    process.name(),
                    addresses.kafka(),
                    addresses.mongo(),
                    options.session(),
                    sequence,
                    cache,
                    conversation,
                    group,
                    lies);
            transfers.add(transfer);
            process.with(transfer);
            metrics.add(new RestServer(process).get("/metrics", context -> context.result(counters(transfer))));
        }
        for (ServiceProcess process :
                roster.processes("openim-push", options.strength().pushes())) {
            PushServer push = new PushServer(
                    process.name(), addresses.kafka(), options.session(), online, everyGateway, group, lies);
            pushes.add(push);
            process.with(push).with(roster.registration(edition.serverService("push")));
        }
        roster.processes("openim-crontask", options.strength().crontasks());
    }

    /** Has the servers listen behind their relays. */
    void listen() {
        for (int number = 0; number < gateways.size(); number++) {
            gatewayRelays.get(number).leadTo(gateways.get(number).start());
        }
        metrics.forEach(server -> metricsTargets.add("127.0.0.1:" + server.start()));
        for (int number = 0; number < apis.size(); number++) {
            apiRelays.get(number).leadTo(apis.get(number).start());
        }
    }

    /** Adds the accounts that OpenIM has by itself, where they are missing. */
    void provide() {
        users.provide(Caller.IM_ADMIN, "superAdmin");
    }

    /** Adds an ordinary user, if he is missing. */
    void provideUser(String id) {
        users.provide(id, id);
    }

    /** The first. */
    URI apiUrl() {
        return apiUrls().get(0);
    }

    /** The first. */
    URI gatewayUrl() {
        return gatewayUrls().get(0);
    }

    List<URI> apiUrls() {
        return urls("http://", apiRelays);
    }

    List<URI> gatewayUrls() {
        return urls("ws://", gatewayRelays);
    }

    private static List<URI> urls(String scheme, List<Relay> relays) {
        return relays.stream()
                .map(relay -> URI.create(scheme + relay.hostAndPort()))
                .toList();
    }

    /**
     * Whether all partitions are read of all topics that messages go through, and stay with those who read them. A member
     * of a group without a share is about to be given one of another's, and what is pushed in that moment is lost.
     */
    boolean readsAllPartitions() {
        return transfers.stream().noneMatch(MsgTransfer::awaitsItsShare)
                && pushes.stream().noneMatch(PushServer::awaitsItsShare)
                && transfers.stream().mapToInt(MsgTransfer::partitions).sum() == 2 * PARTITIONS
                && pushes.stream().mapToInt(PushServer::partitions).sum() == PARTITIONS;
    }

    /** Whether files can be taken. */
    boolean takesFiles() {
        return files.reachesStore();
    }

    /** How many calls each openim-api has answered. */
    long answered() {
        return apis.stream().mapToLong(RestServer::answered).sum();
    }

    /** How many sessions gateways took in. */
    long sessions() {
        return gateways.stream().mapToLong(Gateway::opened).sum();
    }

    /** How many frames came over them. */
    long frames() {
        return gateways.stream().mapToLong(Gateway::heard).sum();
    }

    /** How many messages openim-rpc-msg was given. */
    long messages() {
        return messages.given();
    }

    /** Whether openim-push has been told that this user is online. */
    boolean online(String userId) {
        return online.online(userId);
    }

    /** What openim-rpc-msg and its like keep in memory is forgotten. */
    void forget() {
        messages.forget();
    }

    /** What a process that carries messages on counts, in Prometheus' format. */
    private static String counters(MsgTransfer transfer) {
        return "# HELP msg_insert_mongo_failed_total The number of failed insert msg to mongo\n"
                + "# TYPE msg_insert_mongo_failed_total counter\n"
                + "msg_insert_mongo_failed_total " + transfer.failedInserts() + "\n"
                + "msg_insert_redis_failed_total 0\n"
                + "seq_set_failed_total 0\n";
    }

    /** What an operator would have set otherwise, because of a lie that is told. */
    Map<String, String> settingsBecauseOfLies() {
        return fronts.settings();
    }

    @Override
    public void close() {
        fronts.close();
        apis.forEach(RestServer::close);
        metrics.forEach(RestServer::close);
        gateways.forEach(Gateway::close);
        everyGateway.close();
        messages.close();
        transfers.forEach(MsgTransfer::close);
    }

    private static Bucket bucket(RelayAddresses addresses, RehearsalCredentials credentials) {
        return new Bucket(
                addresses.minio(),
                RelayAddresses.BUCKET,
                credentials.minioAccessKey(),
                credentials.minioSecretKey(),
                addresses.unreachable("minio"));
    }
}
