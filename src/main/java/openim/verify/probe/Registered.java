package openim.verify.probe;

import java.util.List;
import openim.verify.await.Deadline;
import openim.verify.client.component.EtcdRegistrations;
import openim.verify.client.component.Registrations;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/** Services that others can find. One whose registration is gone works for nobody, and its process looks well. */
public final class Registered {

    private Registered() {}

    /**
     * Sees to it that each expected service has an endpoint.
     *
     * @return how many there are, in words
     * @throws BrokenPromise if one has none
     * @throws NotLookedAt if it is not known which services there should be
     */
    public static String all(EtcdRegistrations etcd, Deadline deadline) {
        List<String> expected = etcd.etcd().services();
        if (expected.isEmpty()) {
            throw new NotLookedAt(
                    "openim.etcd.services is not known, so nobody knows which services should be registered");
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
