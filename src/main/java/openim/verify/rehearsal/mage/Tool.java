package openim.verify.rehearsal.mage;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A command-line tool that the rehearsal has beside {@code mage}. */
@FunctionalInterface
public interface Tool {

    /**
     * Runs it.
     *
     * @param directory in which it is called
     * @param arguments without its name
     * @param out takes each line that it prints
     * @return its exit status
     */
    int run(Path directory, List<String> arguments, Consumer<String> out);
}
