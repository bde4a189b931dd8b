package openim.verify.recovery;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import openim.verify.runbook.Installation;
import openim.verify.runbook.Part;
import openim.verify.runbook.Site;
import openim.verify.runbook.Start;

/** Places to mend. */
final class Sites {

    private Sites() {}

    static Site source() {
        return source(Map.of());
    }

    /** Every component has its container, but for these. */
    static Site source(Map<Part, Start> others) {
        return new Site(
                Installation.SOURCE,
                Optional.of(Path.of("/opt/open-im-server")),
                Optional.of(Path.of("/opt/chat")),
                Optional.empty(),
                "chat.example.com",
                starts(others));
    }

    static Site docker() {
        return new Site(
                Installation.DOCKER,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Path.of("/opt/openim docker")),
                "chat.example.com",
                starts(Map.of()));
    }

    static Site elsewhere() {
        return new Site(
                Installation.SOURCE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "chat.example.com",
                Map.of());
    }

    private static Map<Part, Start> starts(Map<Part, Start> others) {
        Map<Part, Start> starts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            if (part.isComponent()) {
                starts.put(part, others.getOrDefault(part, new Start.ByCompose()));
            }
        }
        return starts;
    }
}
