package openim.verify.rehearsal.mage;

import java.util.List;
import java.util.Optional;
import openim.verify.rehearsal.RehearsalPart;

/** The tool {@code component}: what a {@code systemctl} is to components that run without containers. */
record ComponentSwitch(List<RehearsalPart> components, Printer printer) {

    private static final int USAGE = 2;

    /** Starts or restarts one; its exit status. */
    int run(List<String> arguments) {
        Optional<RehearsalPart> component = arguments.size() == 2 ? named(arguments.get(1)) : Optional.empty();
        String action = arguments.isEmpty() ? "" : arguments.get(0);
        if (component.isEmpty() || !(action.equals("start") || action.equals("restart"))) {
            printer.plain("usage: component start|restart "
                    + components.stream().map(RehearsalPart::name).toList());
            return USAGE;
        }
        if (action.equals("restart")) {
            component.get().kill();
        }
        component.get().start();
        printer.plain(component.get().name() + ": " + component.get().state());
        return 0;
    }

    private Optional<RehearsalPart> named(String name) {
        return components.stream().filter(part -> part.name().equals(name)).findFirst();
    }
}
