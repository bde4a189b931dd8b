package openim.verify.app.canary;

import java.util.List;
import openim.verify.canary.Alert;
import openim.verify.canary.AlertState;
import openim.verify.canary.CanaryFault;
import openim.verify.canary.CanaryListener;
import openim.verify.canary.CanaryRound;
import openim.verify.canary.Round;

/**
 * What is to be done when a round is over, also one that failed.
 *
 * @param deeds in this order
 */
record AfterEachRound(List<Runnable> deeds) implements CanaryListener {

    AfterEachRound {
        deeds = List.copyOf(deeds);
    }

    @Override
    public void begins(Round round) {
        // Afterwards is soon enough.
    }

    @Override
    public void looked(CanaryRound look, AlertState standing) {
        deeds.forEach(Runnable::run);
    }

    @Override
    public void changed(Alert alert) {
        // The round that changed it comes next.
    }

    @Override
    public void failed(CanaryFault fault, String words) {
        deeds.forEach(Runnable::run);
    }
}
