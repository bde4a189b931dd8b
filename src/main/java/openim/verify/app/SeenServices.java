package openim.verify.app;

import java.nio.file.Path;
import java.util.Map;
import openim.verify.client.ops.ProcessTable;
import openim.verify.client.ops.ServiceEnvironment;
import openim.verify.config.RunningServices;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Looks at the processes of this machine. */
final class SeenServices implements RunningServices {

    @Override
    public Map<String, String> environment(Path checkout) {
        try {
            return ServiceEnvironment.of(ProcessTable.under(checkout).processes())
                    .overriding();
        } catch (CannotLook | NotLookedAt unseen) {
            return Map.of();
        }
    }
}
