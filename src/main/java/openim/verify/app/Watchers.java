package openim.verify.app;

import java.util.List;
import openim.verify.canary.Alert;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.OwnFault;
import openim.verify.canary.Round;
import openim.verify.canary.Standing;
import openim.verify.canary.Watcher;

/**
 * Several who are told.
 *
 * @param all in the order in which they are
 */
record Watchers(List<Watcher> all) implements Watcher {

    Watchers {
        all = List.copyOf(all);
    }

    @Override
    public void begins(Round round) {
        all.forEach(one -> one.begins(round));
    }

    @Override
    public void looked(CanaryRound look, Standing standing) {
        all.forEach(one -> one.looked(look, standing));
    }

    @Override
    public void changed(Alert alert) {
        all.forEach(one -> one.changed(alert));
    }

    @Override
    public void failed(OwnFault fault, String words) {
        all.forEach(one -> one.failed(fault, words));
    }
}
