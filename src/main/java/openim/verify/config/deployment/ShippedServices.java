package openim.verify.config.deployment;

import java.util.Optional;
import openim.verify.config.release.ReleaseNumber;
import openim.verify.config.setting.Sourced;

/**
 * The names under which the services of a release register, as the files that it ships have them: for where those cannot be read,
 * as from a container beside that of the server.
 */
final class ShippedServices {

    private ShippedServices() {}

    /** Those of OpenIMServer. */
    static Optional<Sourced> ofServer(ServerConfiguration configuration, Optional<ReleaseNumber> release) {
        return services(
                configuration,
                release,
                "v3.8.4-alpha",
                "user,friend,msg,push,messageGateway,group,auth,conversation,third",
                "user-rpc-service,friend-rpc-service,msg-rpc-service,push-rpc-service,messagegateway-rpc-service,"
                        + "group-rpc-service,auth-rpc-service,conversation-rpc-service,third-rpc-service");
    }

    /** Those of ChatServer. */
    static Optional<Sourced> ofChat(ServerConfiguration configuration, Optional<ReleaseNumber> release) {
        return services(configuration, release, "v1.8.4", "chat,admin", "chat-rpc-service,admin-rpc-service");
    }

    /** They stood in share.yml at first; where that file is there, it counts whatever it says. */
    private static Optional<Sourced> services(
            ServerConfiguration configuration,
            Optional<ReleaseNumber> release,
            String renamedIn,
            String before,
            String since) {
        return release.filter(number -> !configuration.has(number.isBefore(renamedIn) ? "share.yml" : "discovery.yml"))
                .map(number ->
                        new Sourced(number.isBefore(renamedIn) ? before : since, "the files that this release ships"));
    }
}
