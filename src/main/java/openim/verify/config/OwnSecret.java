package openim.verify.config;

import java.util.Optional;

/** The secret that a deployment's own directory holds, whatever other settings say: what is verified must be what is repaired. */
public final class OwnSecret {

    private OwnSecret() {}

    /** That of these directories; empty if none of them has one that can be read. */
    public static Optional<Secret> of(Directories directories) {
        return Optional.ofNullable(DeploymentFiles.read(directories, Optional.empty(), new Problems())
                        .values()
                        .get(SettingKey.SECRET_KEY))
                .map(Sourced::value)
                .filter(value -> !value.isBlank())
                .map(Secret::of);
    }
}
