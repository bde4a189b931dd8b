package openim.verify.rehearsal.service.rpc;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import openim.verify.rehearsal.service.process.DeadProcessException;
import openim.verify.rehearsal.service.process.Life;
import openim.verify.rehearsal.service.process.ServiceProcess;

/**
 * A service as its callers in other processes know it: by the name under which it is registered.
 *
 * <p>Safe for use by many threads.
 *
 * @param <S> what it answers
 */
public final class Remote<S> {

    private final String service;
    private final ServiceProcess process;
    private final Dialect dialect;
    private final KnownAddresses registrations;
    private final AtomicReference<S> callee = new AtomicReference<>();

    public Remote(String service, ServiceProcess process, Dialect dialect, KnownAddresses registrations) {
        this.service = service;
        this.process = process;
        this.dialect = dialect;
        this.registrations = registrations;
    }

    /** Says who answers; to be called once, before the first call. */
    public void answeredBy(S answering) {
        callee.set(answering);
    }

    /**
     * Calls it, and waits for its answer as long as it hangs.
     *
     * @throws RpcFailure its own, or that it could not be reached
     */
    public <T> T call(Function<S, T> request) {
        S answering = Optional.ofNullable(callee.get())
                .orElseThrow(() -> new IllegalStateException(service + " is answered by nobody"));
        KnownAddresses.Holder holder = new KnownAddresses.Holder(service, process.name());
        String address =
                registrations.find(holder).orElseThrow(() -> dialect.unreachable(service, "no children to pick from"));
        Life life = process.life();
        if (!life.lasts() || !registrations.isCurrent(holder, address)) {
            throw refused(address);
        }
        try {
            life.pass();
            T answer = request.apply(answering);
            life.pass();
            return answer;
        } catch (RpcFailure e) {
            throw dialect.passedOn(e);
        } catch (DeadProcessException e) {
            throw dialect.unreachable(
                    service,
                    "error reading from server: read tcp 127.0.0.1->" + address + ": read: connection reset by peer");
        }
    }

    private RpcFailure refused(String address) {
        return dialect.unreachable(
                service,
                "connection error: desc = \"transport: Error while dialing: dial tcp " + address
                        + ": connect: connection refused\"");
    }
}
