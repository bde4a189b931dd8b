package openim.verify.suite;

import java.util.List;
import openim.verify.verdict.CheckId;

/**
 * One promise that a deployment makes to its users, and where to turn when it is broken.
 *
 * @param id the stable name
 * @param promise the promise as a sentence
 * @param section the section of the runbook it serves
 * @param suspect the part of the deployment to look at first when it is red, such as {@code openim-push}
 * @param deadline the setting that bounds the look, such as {@code openim.deadline.push}
 * @param needs the checks without which it cannot be looked at
 */
public record Check(CheckId id, String promise, String section, String suspect, String deadline, List<CheckId> needs) {

    public Check {
        needs = List.copyOf(needs);
        if (promise.isBlank() || section.isBlank() || suspect.isBlank() || deadline.isBlank()) {
            throw new IllegalArgumentException(id + ": promise, section, suspect and deadline are all needed");
        }
    }
}
