package openim.verify.app.recovery;

import java.util.Optional;
import openim.verify.client.Answer;
import openim.verify.client.UserId;
import openim.verify.client.api.AdminSession;
import openim.verify.client.api.ApiClient;
import openim.verify.config.Settings;
import openim.verify.config.secret.Secret;
import openim.verify.recovery.act.TokenProbe;

/** The secret in the deployment's own directory, tried at the probed URL. */
record OwnTokenProbe(Settings settings, ApiClient api) implements TokenProbe {

    private static final int NO_PERMISSION = 1002;

    @Override
    public Minted mint() {
        Optional<Secret> own = settings.own().secret();
        if (own.isEmpty()) {
            return new Minted.NoSecret("no secret could be read there");
        }
        UserId admin = new UserId(settings.credentials().imAdminUser());
        Answer answer = new AdminSession(api, admin, own.get().reveal()).token().answer();
        if (answer.isOk()) {
            return new Minted.Token();
        }
        return answer.hasErrCode(NO_PERMISSION)
                ? new Minted.WrongSecret(answer.description())
                : new Minted.NoJudgement(answer.description());
    }
}
