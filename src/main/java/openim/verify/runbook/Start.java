package openim.verify.runbook;

import java.util.List;

/** How a component of this deployment is started. */
public sealed interface Start {

    /** It has a container of the deployment's compose project, running or not. */
    record ByCompose() implements Start {}

    /**
     * By a command that the settings give.
     *
     * @param arguments program and arguments; no shell reads them
     * @param restart what restarts it when it hangs, in the same form; empty if the settings give nothing for that
     */
    record ByCommand(List<String> arguments, List<String> restart) implements Start {

        public ByCommand {
            arguments = List.copyOf(arguments);
            restart = List.copyOf(restart);
            if (arguments.isEmpty() || arguments.get(0).isBlank()) {
                throw new IllegalArgumentException("a start command without a program");
            }
        }

        /** One that starts it, and nothing that restarts it. */
        public static ByCommand starting(List<String> arguments) {
            return new ByCommand(arguments, List.of());
        }
    }

    /**
     * Not by us.
     *
     * @param reason why not, as the end of a sentence: "has no container of the compose project in /opt/open-im-server"
     */
    record ByPerson(String reason) implements Start {}
}
