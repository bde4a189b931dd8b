package openim.verify.suite;

/** A suite by which checks are asked for first; what the smoke asks for, the full suite asks for too. */
public enum AskedBy {
    SMOKE,
    FULL,
    LEDGER
}
