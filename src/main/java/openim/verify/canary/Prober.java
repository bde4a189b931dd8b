package openim.verify.canary;

import java.util.List;
import java.util.concurrent.TimeoutException;
import openim.verify.history.RunOrigin;
import openim.verify.suite.Run;

/** What looks at the deployment: anew each time, so that no fault of the deployment outlives itself in a client of ours. */
public interface Prober {

    /**
     * Looks once.
     *
     * @return the runs that were made; at least one
     * @throws TimeoutException if it did not come to its end by its deadline; what it still does is left to itself
     */
    List<Run> look(Round round, RunOrigin occasion) throws TimeoutException;
}
