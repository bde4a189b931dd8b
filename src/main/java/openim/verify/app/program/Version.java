package openim.verify.app.program;

import java.util.Objects;

/** The version of this program, as the build wrote it into the jar. */
public final class Version {

    private Version() {}

    public static String number() {
        return Objects.requireNonNullElse(
                Version.class.getPackage().getImplementationVersion(), "(not built into a jar)");
    }
}
