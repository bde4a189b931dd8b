package openim.verify.rehearsal.mage;

import java.util.Optional;
import java.util.function.Supplier;
import openim.verify.rehearsal.RehearsalPart;

/**
 * Something that must answer before a checkout's processes are started.
 *
 * @param name as mage prints it, such as {@code Redis}
 * @param complaint what is wrong with it now; empty if it answers
 */
public record Prerequisite(String name, Supplier<Optional<String>> complaint) {

    /** A component that must run. */
    public static Prerequisite running(String name, RehearsalPart component) {
        return new Prerequisite(name, () -> switch (component.state()) {
            case RUNNING -> Optional.empty();
            case HUNG -> Optional.of("context deadline exceeded");
            case DEAD -> Optional.of("dial tcp: connect: connection refused");
        });
    }
}
