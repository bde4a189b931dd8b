package openim.verify.app;

import java.util.List;
import openim.verify.canary.Alert;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.OwnFault;
import openim.verify.canary.Round;
import openim.verify.canary.Standing;
import openim.verify.canary.Watcher;

/**
 * What is to be done when a round is over, also one that failed.
 *
 * @param deeds in this order
 */
record AfterEachRound(List<Runnable> deeds) implements Watcher {

    AfterEachRound {
        deeds = List.copyOf(deeds);
    }

    @Override
    public void begins(Round round) {
        // Afterwards is soon enough.
    }

    @Override
    public void looked(CanaryRound look, Standing standing) {
        deeds.forEach(Runnable::run);
    }

    @Override
    public void changed(Alert alert) {
        // The round that changed it comes next.
    }

    @Override
    public void failed(OwnFault fault, String words) {
        deeds.forEach(Runnable::run);
    }
}
