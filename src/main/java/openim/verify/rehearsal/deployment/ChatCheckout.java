package openim.verify.rehearsal.deployment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.component.RelayAddresses;

/** The files of ChatServer's checkout, with the layout of its releases and only the keys that say where and who. */
record ChatCheckout(
        Edition edition,
        RelayAddresses components,
        RehearsalCredentials credentials,
        int openImApiPort,
        int chatPort,
        int adminPort,
        Optional<Integer> botPort) {

    static String startConfig(Edition edition) {
        return """
            serviceBinaries:
              chat-api: 1
              chat-rpc: 1
              admin-api: 1
              admin-rpc: 1
            %stoolBinaries:
              - check-component
              - attribute-to-credential
            maxFileDescriptors: 10000
            """.formatted(edition.hasBots() ? "  bot-api: 1\n  bot-rpc: 1\n" : "");
    }

    Map<String, String> config() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("share.yml", share());
        files.put("chat-api-chat.yml", api(chatPort));
        files.put("chat-api-admin.yml", api(adminPort));
        botPort.ifPresent(port -> files.put("chat-api-bot.yml", api(port)));
        files.put("chat-rpc-chat.yml", verifyCode());
        files.put("mongodb.yml", SharedFiles.mongodb(components));
        files.put("redis.yml", redis());
        files.put("discovery.yml", discovery());
        return files;
    }

    private String share() {
        String names = edition.hasChatNamesInDiscovery() ? "" : names("rpcRegisterName");
        return names + """
                openIM:
                  apiURL: http://127.0.0.1:%d
                  secret: %s
                  adminUserID: imAdmin
                chatAdmin:
                  - "%s"
                """.formatted(openImApiPort, credentials.secret(), credentials.adminAccount());
    }

    private static String api(int port) {
        return """
                api:
                  listenIP: 127.0.0.1
                  ports: [ %d ]
                """.formatted(port);
    }

    private static String verifyCode() {
        return """
                verifyCode:
                  superCode: "666666"
                  phone:
                    use: "superCode"
                allowRegister: true
                """;
    }

    private String redis() {
        return """
                address: [ %s ]
                username: ''
                password: %s
                clusterMode: false
                db: 0
                """.formatted(components.redis().getAuthority().replaceFirst(".*@", ""), credentials.redisPassword());
    }

    private String discovery() {
        return SharedFiles.discovery(components) + (edition.hasChatNamesInDiscovery() ? names("rpcService") : "");
    }

    private String names(String key) {
        return SharedFiles.names(key, edition.chatRoles(), edition::chatService);
    }
}
