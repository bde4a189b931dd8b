package openim.verify.rehearsal.deployment;

import java.util.LinkedHashMap;
import java.util.Map;
import openim.verify.rehearsal.Credentials;
import openim.verify.rehearsal.component.Addresses;

/** The files of ChatServer's checkout, with the layout of its releases and only the keys that say where and who. */
record ChatCheckout(
        Addresses components, Credentials credentials, int openImApiPort, int chatPort, int adminPort, int botPort) {

    static final String START_CONFIG = """
            serviceBinaries:
              chat-api: 1
              chat-rpc: 1
              admin-api: 1
              admin-rpc: 1
              bot-api: 1
              bot-rpc: 1
            toolBinaries:
              - check-component
              - attribute-to-credential
            maxFileDescriptors: 10000
            """;

    Map<String, String> config() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("share.yml", share());
        files.put("chat-api-chat.yml", api(chatPort));
        files.put("chat-api-admin.yml", api(adminPort));
        files.put("chat-api-bot.yml", api(botPort));
        files.put("chat-rpc-chat.yml", verifyCode());
        files.put("mongodb.yml", SharedFiles.mongodb(components));
        files.put("redis.yml", redis());
        files.put("discovery.yml", discovery());
        return files;
    }

    private String share() {
        return """
                openIM:
                  apiURL: http://127.0.0.1:%d
                  secret: %s
                  adminUserID: imAdmin
                  tokenRefreshInterval: 120
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
        return SharedFiles.discovery(components) + """
                rpcService:
                  chat: chat-rpc-service
                  admin: admin-rpc-service
                  bot: bot-rpc-service
                """;
    }
}
