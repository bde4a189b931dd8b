package openim.verify.message.ledger;

import java.time.Duration;

/**
 * How long a flow gives its messages.
 *
 * @param push from the acknowledgement to the arrival at an open session; what comes after that is late
 * @param stored from the acknowledgement to being stored; a look before that proves no absence
 */
public record FlowTimeouts(Duration push, Duration stored) {}
