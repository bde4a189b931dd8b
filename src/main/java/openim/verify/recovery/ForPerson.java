package openim.verify.recovery;

import java.util.List;

/**
 * Something that is not ours to do.
 *
 * @param about what is wrong, a sentence without its dot
 * @param sentence why a person has to do it, and what
 * @param commands what may be typed, as it can be pasted; may be empty
 */
public record ForPerson(String about, String sentence, List<String> commands) {

    public ForPerson {
        commands = List.copyOf(commands);
    }
}
