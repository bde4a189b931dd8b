package openim.verify.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, as the build wrote it into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"openim-verify " + number()};
    }

    static String number() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(not built into a jar)");
    }
}
