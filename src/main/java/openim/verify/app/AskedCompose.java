package openim.verify.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.client.Excerpt;
import openim.verify.client.ops.Docker;
import openim.verify.config.Compose;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** Asks the docker of this machine; that needs no daemon. */
final class AskedCompose implements Compose {

    /** It reads some files. */
    private static final Duration WITHIN = Duration.ofSeconds(8);

    @Override
    public Understood config(String docker, Path directory) {
        try {
            return new Understood(Optional.of(Docker.named(docker).composeConfig(directory, Deadline.in(WITHIN))), "");
        } catch (CannotLook | NotLookedAt untold) {
            return new Understood(Optional.empty(), Excerpt.of(String.valueOf(untold.getMessage())));
        }
    }
}
