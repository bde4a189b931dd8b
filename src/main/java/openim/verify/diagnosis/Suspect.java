package openim.verify.diagnosis;

import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Part;

/** A part and what may be wrong with it. */
public record Suspect(Part part, FaultKind ailment) {

    /** {@code Redis is dead}. */
    @Override
    public String toString() {
        return ailment.of(part);
    }
}
