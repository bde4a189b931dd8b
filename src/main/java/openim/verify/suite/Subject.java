package openim.verify.suite;

/**
 * What was verified.
 *
 * @param name how a person knows it: the API's URL
 * @param flavour {@code source}, {@code docker}, {@code remote} (no directory known here) or {@code embedded}
 * @param rehearsal whether it is the embedded rehearsal deployment and so proves nothing about a real one
 */
public record Subject(String name, String flavour, boolean rehearsal) {}
