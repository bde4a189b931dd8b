package openim.verify.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.config.secret.Login;
import openim.verify.config.secret.Secret;
import openim.verify.config.setting.SettingKey;

/**
 * Who we are to the deployment.
 *
 * @param secret OpenIMServer's secret, which mints the administrator's token
 * @param imAdminUser the user id of OpenIMServer's administrator
 * @param admin ChatServer's administrator, for admin-api; empty when no password was given
 * @param chat a person registered with ChatServer, for chat-api; empty when none was given
 */
public record Credentials(Secret secret, String imAdminUser, Optional<Login> admin, Optional<Login> chat) {

    private static final Pattern WITH_AREA_CODE = Pattern.compile("(\\+\\d{1,4})[\\s-]+(\\S.*)");

    public Credentials {
        if (imAdminUser.isBlank()) {
            throw new IllegalArgumentException("the administrator's user id is blank");
        }
    }

    static Credentials of(Values values) {
        return new Credentials(
                values.secret(SettingKey.SECRET_KEY).orElseThrow(),
                values.required(SettingKey.IM_ADMIN_USER),
                values.secret(SettingKey.ADMIN_PASSWORD)
                        .map(password -> new Login(values.required(SettingKey.ADMIN_ACCOUNT), "", password)),
                values.secret(SettingKey.CHAT_PASSWORD).map(password -> person(values, password)));
    }

    private static Login person(Values values, Secret password) {
        Matcher matcher = WITH_AREA_CODE.matcher(values.required(SettingKey.CHAT_ACCOUNT));
        return matcher.matches()
                ? new Login(matcher.group(2), matcher.group(1), password)
                : new Login(
                        values.required(SettingKey.CHAT_ACCOUNT), values.required(SettingKey.CHAT_AREA_CODE), password);
    }
}
