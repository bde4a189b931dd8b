package openim.verify.message.instances;

/** Messages from each gateway to each other. */
public record EveryPair(Rounds rounds) {}
