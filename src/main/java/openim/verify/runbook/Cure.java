package openim.verify.runbook;

import java.util.regex.Pattern;

/**
 * What a person does about one form of an ailment.
 *
 * @param says what is found in what was seen, where it is this form
 * @param person what he does then
 */
public record Cure(Pattern says, String person) {}
