package openim.verify.runbook;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of one form of an ailment, and what a person does about it.
 *
 * @param says what is found in what was seen, where it is this form
 * @param verb the form itself, after the part's title: {@code has run out of memory}; empty if the ailment's own words do
 * @param person what a person does then; empty if the same as in any other form
 * @param look the command for it; empty if the same as in any other form
 */
public record Cure(Pattern says, Optional<String> verb, Optional<String> person, Optional<Look> look) {}
