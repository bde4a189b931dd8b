package openim.verify.message.ledger;

/** A message with what became of it. */
public record Judged(Story story, State state) {}
