package openim.verify.message;

/** Messages from each gateway to each other. */
public record EveryPair(Rounds rounds) {}
