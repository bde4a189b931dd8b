package openim.verify.recovery;

/**
 * What the operator allows.
 *
 * @param apply whether anything is done at all; else it is printed
 * @param restart whether a server may be restarted, which ends everybody's session
 * @param beyondRunbook whether what the document does not have may be done for what hangs
 */
public record Allowances(boolean apply, boolean restart, boolean beyondRunbook) {}
