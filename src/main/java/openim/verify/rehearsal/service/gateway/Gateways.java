package openim.verify.rehearsal.service.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import openim.verify.client.wire.MsgData;
import openim.verify.rehearsal.service.message.PushServer;
import openim.verify.rehearsal.service.rpc.Remote;
import openim.verify.rehearsal.service.rpc.RpcFailure;
import openim.verify.rehearsal.service.user.Connections;

/**
 * All gateways, as those know them who call each of them: openim-push at once, and waits for all; openim-api and openim-rpc-auth one
 * after the other. So one that hangs keeps the others waiting, as it does in a real deployment; one that is dead is passed over.
 */
public final class Gateways implements Connections, PushServer.Gateway, AutoCloseable {

    private final List<Remote<Gateway>> all;
    private final ExecutorService callers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "calls a gateway");
        thread.setDaemon(true);
        return thread;
    });

    public Gateways(List<Remote<Gateway>> all) {
        this.all = List.copyOf(all);
    }

    /** Gives one of them its work, and has the others told of who logs in there. */
    public void answeredBy(Remote<Gateway> remote, Gateway gateway) {
        remote.answeredBy(gateway);
        gateway.tell(session -> all.stream()
                .filter(other -> !other.equals(remote))
                .forEach(other -> callers.execute(() -> ask(
                        other, rpc -> rpc.loggedInElsewhere(session.userId(), session.platform(), session.token())))));
    }

    @Override
    public List<Connection> of(String userId) {
        return inTurn(gateway -> gateway.of(userId)).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void kick(String userId, int platform) {
        inTurn(gateway -> {
            gateway.kick(userId, platform);
            return true;
        });
    }

    @Override
    public Boolean push(Set<String> userIds, String conversation, MsgData message) {
        if (all.size() == 1) {
            return all.get(0).call(gateway -> gateway.push(userIds, conversation, message));
        }
        List<CompletableFuture<Optional<Boolean>>> pushes = all.stream()
                .map(remote -> CompletableFuture.supplyAsync(
                        () -> ask(remote, gateway -> gateway.push(userIds, conversation, message)), callers))
                .toList();
        try {
            return pushes.stream().map(CompletableFuture::join).anyMatch(Optional::isPresent);
        } catch (CompletionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }

    private <T> List<T> inTurn(Function<Gateway, T> request) {
        if (all.size() == 1) {
            return List.of(all.get(0).call(request));
        }
        List<T> answers = new ArrayList<>();
        all.forEach(remote -> ask(remote, request).ifPresent(answers::add));
        return answers;
    }

    private static <T> Optional<T> ask(Remote<Gateway> remote, Function<Gateway, T> request) {
        try {
            return Optional.of(remote.call(request));
        } catch (RpcFailure passedOver) {
            return Optional.empty();
        }
    }
}
