package openim.verify.rehearsal.deployment;

import openim.verify.rehearsal.Edition;
import openim.verify.target.Rehearsal;

/** Starts rehearsals in this process. */
public final class EmbeddedProvider implements Rehearsal.Provider {

    /** For the service loader. */
    public EmbeddedProvider() {}

    @Override
    public Rehearsal start(Rehearsal.Form form, String release, int instances) {
        return EmbeddedDeployment.launch(form, Edition.named(release), instances);
    }
}
