package openim.verify.rehearsal.deployment;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.component.RelayAddresses;
import openim.verify.rehearsal.service.Strength;

/** The files of OpenIMServer's checkout, with the layout of its releases and only the keys that say where and who. */
record ServerCheckout(
        Edition edition,
        RelayAddresses components,
        RehearsalCredentials credentials,
        List<URI> apis,
        List<URI> gateways) {

    static String startConfig(Strength strength) {
        return """
            serviceBinaries:
              openim-api: %d
              openim-crontask: %d
              openim-rpc-user: 1
              openim-msggateway: %d
              openim-push: %d
              openim-msgtransfer: %d
              openim-rpc-conversation: 1
              openim-rpc-auth: 1
              openim-rpc-group: 1
              openim-rpc-friend: 1
              openim-rpc-msg: 1
              openim-rpc-third: 1
            toolBinaries:
              - check-free-memory
              - check-component
              - seq
            maxFileDescriptors: 10000
            """.formatted(
                        strength.instances(),
                        strength.crontasks(),
                        strength.instances(),
                        strength.pushes(),
                        strength.transfers());
    }

    Map<String, String> config() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("share.yml", share());
        files.put("openim-api.yml", api());
        files.put("openim-msggateway.yml", gateway());
        files.put("openim-rpc-msg.yml", "friendVerify: false\n");
        files.put("openim-rpc-third.yml", "object:\n  enable: minio\n");
        files.put("kafka.yml", kafka());
        files.put("mongodb.yml", SharedFiles.mongodb(components));
        files.put("redis.yml", redis());
        files.put("minio.yml", minio());
        files.put("discovery.yml", discovery());
        return files;
    }

    private String share() {
        return "secret: " + credentials.secret() + "\n"
                + (edition.hasServerNamesInDiscovery()
                        ? """
                imAdminUser:
                  userIDs: [imAdmin]
                  nicknames: [superAdmin]
                """
                        : names("rpcRegisterName") + "imAdminUserID: [ imAdmin ]\n")
                + (edition.speaksJson() ? """
                multiLogin:
                  policy: 1
                  maxNumOneEnd: 30
                """ : "multiLoginPolicy: 1\n");
    }

    private String names(String key) {
        return SharedFiles.names(key, Edition.SERVER_ROLES, edition::serverService);
    }

    private String api() {
        return """
                api:
                  listenIP: 127.0.0.1
                  ports: [ %s ]
                  compressionLevel: 0
                """.formatted(ports(apis));
    }

    private String gateway() {
        return """
                listenIP: 127.0.0.1
                longConnSvr:
                  ports: [ %s ]
                  websocketMaxConnNum: 100000
                  websocketMaxMsgLen: 4096
                  websocketTimeout: 10
                """.formatted(ports(gateways));
    }

    private static String ports(List<URI> servers) {
        return servers.stream().map(server -> String.valueOf(server.getPort())).collect(Collectors.joining(", "));
    }

    private String kafka() {
        return """
                username:
                password:
                compressType: none
                address: [%s]
                toRedisTopic: toRedis
                toMongoTopic: toMongo
                toPushTopic: toPush
                toOfflinePushTopic: toOfflinePush
                toRedisGroupID: redis
                toMongoGroupID: mongo
                toPushGroupID: push
                toOfflinePushGroupID: offlinePush
                tls:
                  enableTLS: false
                """.formatted(components.kafka());
    }

    private String redis() {
        return """
                address: [%s]
                username:
                password: %s
                redisMode: "standalone"
                db: 0
                """.formatted(components.redis().getAuthority().replaceFirst(".*@", ""), credentials.redisPassword());
    }

    private String minio() {
        URI minio = components.minio();
        return """
                bucket: %s
                accessKeyID: %s
                secretAccessKey: %s
                sessionToken:
                internalAddress: %s
                externalAddress: %s
                publicRead: false
                """.formatted(
                        RelayAddresses.BUCKET,
                        credentials.minioAccessKey(),
                        credentials.minioSecretKey(),
                        minio.getAuthority(),
                        minio);
    }

    private String discovery() {
        return SharedFiles.discovery(components) + (edition.hasServerNamesInDiscovery() ? names("rpcService") : "");
    }
}
