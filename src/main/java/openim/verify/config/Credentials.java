package openim.verify.config;

import java.util.Optional;
import openim.verify.config.secret.Login;
import openim.verify.config.secret.Secret;

/**
 * Who we are to the deployment.
 *
 * @param secret OpenIMServer's secret, which mints the administrator's token
 * @param imAdminUser the user id of OpenIMServer's administrator
 * @param admin ChatServer's administrator, for admin-api; empty when no password was given
 * @param chat a person registered with ChatServer, for chat-api; empty when none was given
 */
public record Credentials(Secret secret, String imAdminUser, Optional<Login> admin, Optional<Login> chat) {

    public Credentials {
        if (imAdminUser.isBlank()) {
            throw new IllegalArgumentException("the administrator's user id is blank");
        }
    }
}
