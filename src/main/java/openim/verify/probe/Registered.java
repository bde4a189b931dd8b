package openim.verify.probe;

import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.Registrations;
import openim.verify.config.OwnFiles;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** Services that others can find. One whose registration is gone works for nobody, and its process looks well. */
public final class Registered {

    private Registered() {}

    /**
     * Sees to it that each expected service has an endpoint.
     *
     * @param own what the deployment's own files told
     * @return how many there are, in words
     * @throws BrokenPromise if one has none
     * @throws NotLookedAt if it is not known which services there should be
     */
    public static String all(EtcdRegistrations etcd, OwnFiles own, Deadline deadline) {
        List<String> expected = etcd.etcd().services();
        if (expected.isEmpty()) {
            throw new NotLookedAt(
                    own.whyUnknown("openim.etcd.services") + ", so nobody knows which services should be registered");
        }
        Registrations registered = etcd.read(deadline);
        List<String> missing = registered.missing(expected);
        if (!missing.isEmpty()) {
            throw new BrokenPromise(
                    "not registered in etcd: " + String.join(", ", missing)
                            + "; others cannot find what is not registered",
                    Evidence.of(Evidence.EXPECTED, "registered: " + String.join(", ", expected)),
                    Evidence.of(Evidence.SEEN, registered.endpoints().keySet()));
        }
        return expected.size() + " services registered";
    }
}
