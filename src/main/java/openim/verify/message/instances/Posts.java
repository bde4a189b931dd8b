package openim.verify.message.instances;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.SideBySide;
import openim.verify.client.Answer;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.Session;
import openim.verify.client.user.User;
import openim.verify.config.Instances;
import openim.verify.message.Attendance;
import openim.verify.message.Language;
import openim.verify.target.ServerInstances;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * A person of ours at each gateway, or several where one address stands for all.
 *
 * @param all in the order of the gateways; none where there is no need of any
 * @param gateways which gateways are known
 * @param untold why it cannot be told which gateways were met, in words; empty where each has an address of its own
 */
public record Posts(List<Post> all, Instances gateways, Optional<String> untold) implements AutoCloseable {

    /**
     * One of them.
     *
     * @param gateway where he asked for a session
     * @param answer of the gateway: to his ping where he has a session, else to his asking for one
     */
    public record Post(URI gateway, User person, Answer answer) {

        /** Whether he can write and hear. */
        boolean isManned() {
            return answer.isOk();
        }
    }

    public Posts {
        all = List.copyOf(all);
    }

    /**
     * Opens a session for each, all at once, and pings.
     *
     * @throws openim.verify.verdict.CannotLook if somebody else uses one of the accounts, or a gateway is of a release that speaks gob
     *     only
     */
    public static Posts taken(List<User> people, Instances gateways, Optional<String> untold) {
        try {
            return new Posts(SideBySide.each(people, Posts::taken), gateways, untold);
        } catch (RuntimeException | Error failed) {
            people.forEach(User::close);
            throw failed;
        }
    }

    private static Post taken(User person) {
        Handshake handshake = person.opensSession();
        return new Post(
                person.gateway(),
                person,
                handshake instanceof Session ? Language.requireJson(person) : handshake.answer());
    }

    /**
     * Sees to it that each has a session that answers.
     *
     * @return how that went, in words
     * @throws BrokenPromise if one has not; it names each such gateway
     * @throws NotLookedAt if all have, and it cannot be told whether these are all gateways, or others are left to other runs
     * @throws openim.verify.verdict.Absent if one gateway alone is known, and nothing says that there are more
     */
    public String allAnswer() {
        if (untold.isEmpty()) {
            requireSeveral();
        }
        List<Post> lost = all.stream().filter(post -> !post.isManned()).toList();
        if (!lost.isEmpty()) {
            List<Evidence> facts = new ArrayList<>();
            lost.forEach(post -> facts.addAll(post.answer().evidence()));
            if (lost.size() < all.size()) {
                lost.stream().flatMap(post -> post.answer().ailment().stream()).forEach(facts::add);
                lost.stream()
                        .filter(post -> untold.isEmpty())
                        .forEach(post -> facts.add(Evidence.of(Evidence.INSTANCE, post.gateway())));
            }
            throw BrokenPromise.seeing(
                    lost.size() + " of " + all.size() + (untold.isPresent() ? " sessions" : " gateways")
                            + " did not answer: "
                            + lost.stream()
                                    .map(post -> post.answer().seen())
                                    .distinct()
                                    .collect(Collectors.joining("; ")),
                    "each gateway takes a session and answers a ping",
                    facts);
        }
        String seen = "each of " + all.size() + (untold.isPresent() ? " sessions" : " gateways")
                + " answers a ping, the slowest after "
                + all.stream()
                        .mapToLong(post -> post.answer().took().toMillis())
                        .max()
                        .orElse(0)
                + " ms";
        untold.ifPresent(why -> {
            throw new NotLookedAt(seen + "; " + why);
        });
        requireAllGateways(seen);
        return seen;
    }

    /** See {@link ServerInstances#requireSeveral}. */
    void requireSeveral() {
        untold.ifPresent(why -> {
            throw new NotLookedAt(why);
        });
        ServerInstances.requireSeveral(gateways, "openim-msggateway", "openim.gateway.urls");
    }

    /** See {@link ServerInstances#requireAll}. */
    void requireAllGateways(String seen) {
        if (untold.isEmpty()) {
            ServerInstances.requireAll(seen, all.size(), gateways);
        }
    }

    /** Those who can write and hear, once pushes can be expected to reach them. */
    List<Post> settled(UserApi users) {
        List<Post> manned = all.stream().filter(Post::isManned).toList();
        manned.forEach(post -> Attendance.awaitSettled(post.person(), users));
        return manned;
    }

    /** The gateways that took no session. */
    List<URI> closed() {
        return all.stream()
                .filter(post -> !post.isManned())
                .map(Post::gateway)
                .distinct()
                .toList();
    }

    /** Whether each gateway took the session that was asked of it. */
    public boolean areAllManned() {
        return all.stream().allMatch(Post::isManned);
    }

    @Override
    public void close() {
        all.forEach(post -> post.person().close());
    }
}
