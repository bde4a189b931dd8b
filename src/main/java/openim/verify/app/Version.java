package openim.verify.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of this program, as the build wrote it into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"openim-verify " + Objects.requireNonNullElse(version, "(not built into a jar)")};
    }
}
