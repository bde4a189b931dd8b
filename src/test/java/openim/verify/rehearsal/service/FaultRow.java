package openim.verify.rehearsal.service;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import openim.verify.rehearsal.RehearsalPart;

/**
 * A row of the measured tables: what is broken, what is red then, and in which words.
 *
 * @param killed whether the part is killed; else it is hung
 * @param part its name
 * @param reds by check, a part of its words; all other checks are well
 */
record FaultRow(boolean killed, String part, Map<String, String> reds) {

    /** @param reds each {@code check check ...=words} */
    static FaultRow killed(String part, String... reds) {
        return new FaultRow(true, part, parse(reds));
    }

    static FaultRow hung(String part, String... reds) {
        return new FaultRow(false, part, parse(reds));
    }

    private static Map<String, String> parse(String... reds) {
        Map<String, String> parsed = new TreeMap<>();
        for (String red : reds) {
            String[] halves = red.split("=", 2);
            Arrays.stream(halves[0].split(" ")).forEach(check -> parsed.put(check, halves[1]));
        }
        return parsed;
    }

    void happensTo(RehearsalPart broken) {
        if (killed) {
            broken.kill();
        } else {
            broken.hang();
        }
    }

    /** Whether sessions that were open before outlive it. */
    boolean sessionsHeld() {
        return !(killed && part.equals("openim-msggateway"));
    }

    @Override
    public String toString() {
        return part + (killed ? " killed" : " hung");
    }
}
