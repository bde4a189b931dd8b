package openim.verify.recovery.plan;

import java.util.List;
import openim.verify.diagnosis.Suspect;

/**
 * Something that is not ours to do.
 *
 * @param suspect what is wrong
 * @param sentence why a person has to do it, and what
 * @param commands what he may want to type, as it can be pasted; may be empty
 */
public record ForPerson(Suspect suspect, String sentence, List<String> commands) {

    public ForPerson {
        commands = List.copyOf(commands);
    }
}
