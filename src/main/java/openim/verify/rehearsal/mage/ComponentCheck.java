package openim.verify.rehearsal.mage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tool check-component: looks at the components again and again until each has answered once. */
final class ComponentCheck {

    private static final int LOOKS = 180;

    private final List<Prerequisite> prerequisites;
    private final Printer printer;
    private final MagePause pause;

    ComponentCheck(List<Prerequisite> prerequisites, Printer printer, MagePause pause) {
        this.prerequisites = prerequisites;
        this.printer = printer;
        this.pause = pause;
    }

    boolean allUp() {
        List<Prerequisite> open = new ArrayList<>(prerequisites);
        for (int look = 1; look <= LOOKS; look++) {
            open.removeIf(this::isUp);
            if (open.isEmpty()) {
                printer.plain("All components checks passed successfully.");
                return true;
            }
            pause.second();
        }
        printer.plain("not all components checks passed successfully after " + LOOKS + " attempts");
        return false;
    }

    private boolean isUp(Prerequisite prerequisite) {
        Optional<String> complaint = prerequisite.complaint().get();
        printer.plain(prerequisite.name()
                + complaint.map(words -> " check failed: " + words).orElse(" check succeeded."));
        return complaint.isEmpty();
    }
}
