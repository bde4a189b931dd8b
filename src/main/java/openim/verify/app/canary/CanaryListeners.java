package openim.verify.app.canary;

import java.util.List;
import openim.verify.canary.Alert;
import openim.verify.canary.AlertState;
import openim.verify.canary.CanaryFault;
import openim.verify.canary.CanaryListener;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Round;

/**
 * Several who are told.
 *
 * @param all in the order in which they are
 */
record CanaryListeners(List<CanaryListener> all) implements CanaryListener {

    CanaryListeners {
        all = List.copyOf(all);
    }

    @Override
    public void begins(Round round) {
        all.forEach(one -> one.begins(round));
    }

    @Override
    public void looked(CanaryRound look, AlertState standing) {
        all.forEach(one -> one.looked(look, standing));
    }

    @Override
    public void changed(Alert alert) {
        all.forEach(one -> one.changed(alert));
    }

    @Override
    public void failed(CanaryFault fault, String words) {
        all.forEach(one -> one.failed(fault, words));
    }
}
