package openim.verify.message.instances;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openim.verify.await.SideBySide;
import openim.verify.client.Answer;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.Handshake;
import openim.verify.client.gateway.Session;
import openim.verify.client.user.User;
import openim.verify.config.Instances;
import openim.verify.message.Attendance;
import openim.verify.message.Language;
import openim.verify.target.ServerInstance;
import openim.verify.target.ServerInstances;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * A person of ours at each gateway, or several where one address stands for all.
 *
 * @param all in the order of the gateways; none where there is no need of any
 * @param strangers of places that are not known to be gateways of this deployment, those who got no session there
 * @param gateways which gateways are known
 * @param untold why it cannot be told which gateways were met, in words; empty where each has an address of its own
 */
public record Posts(List<Post> all, List<Post> strangers, Instances gateways, Optional<String> untold)
        implements AutoCloseable {

    /**
     * One of them.
     *
     * @param gateway where he asked for a session
     * @param answer of the gateway: to his ping where he has a session, else to his asking for one
     */
    public record Post(ServerInstance gateway, User person, Answer answer) {

        /** Whether he can write and hear. */
        boolean isManned() {
            return answer.isOk();
        }

        /** Whoever gives no session to somebody with a good token may be anybody, unless it is known that he is a gateway of ours. */
        private boolean isStranger() {
            return !gateway.known() && !person.hasSession();
        }

        private String seen() {
            return gateway.says(answer.seen());
        }
    }

    public Posts {
        all = List.copyOf(all);
        strangers = List.copyOf(strangers);
    }

    /**
     * Opens a session for each, all at once, and pings.
     *
     * @param at the gateway of each of them
     * @throws openim.verify.verdict.CannotLook if somebody else uses one of the accounts, or a gateway is of a release that speaks gob
     *     only
     */
    public static Posts taken(List<User> people, List<ServerInstance> at, Instances gateways, Optional<String> untold) {
        try {
            List<Post> taken = SideBySide.each(
                    IntStream.range(0, people.size()).boxed().toList(),
                    number -> taken(people.get(number), at.get(number)));
            return new Posts(
                    taken.stream().filter(post -> !post.isStranger()).toList(),
                    taken.stream().filter(Post::isStranger).toList(),
                    gateways,
                    untold);
        } catch (RuntimeException | Error failed) {
            people.forEach(User::close);
            throw failed;
        }
    }

    private static Post taken(User person, ServerInstance gateway) {
        Handshake handshake = person.forPushes(gateway.known() ? person::opensSession : person::triesSession);
        return new Post(
                gateway, person, handshake instanceof Session ? Language.requireJson(person) : handshake.answer());
    }

    /**
     * Sees to it that each has a session that answers.
     *
     * @return how that went, in words
     * @throws BrokenPromise if one has not; it names each such gateway
     * @throws NotLookedAt if all have, and it cannot be told whether these are all gateways, or others are left to other runs
     * @throws openim.verify.verdict.Absent if one gateway alone is known, and nothing says that there are more
     */
    public String mustAllAnswer() {
        if (untold.isEmpty()) {
            requireSeveral();
        }
        requireSomebody();
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
                            + lost.stream().map(Post::seen).distinct().collect(Collectors.joining("; "))
                            + besides(),
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

    /** Sees to it that at least one gateway was met. */
    void requireSomebody() {
        if (all.isEmpty()) {
            unknown().ifPresent(why -> {
                throw new NotLookedAt(why);
            });
        }
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
            unknown().ifPresent(why -> {
                throw new NotLookedAt(seen + "; " + why);
            });
            ServerInstances.requireAll(seen, all.size(), gateways);
        }
    }

    /** What else there is, beside what is broken. */
    private String besides() {
        return Stream.of(unknown(), gateways.more().filter(why -> untold.isEmpty()))
                .flatMap(Optional::stream)
                .map(why -> "; " + why)
                .collect(Collectors.joining());
    }

    /** Of places where there may be a gateway, what was seen of those that are none, or dead, or somebody else's. */
    private Optional<String> unknown() {
        return strangers.isEmpty()
                ? Optional.empty()
                : Optional.of("no gateway of this deployment was seen "
                        + strangers.stream()
                                .map(post -> "at " + post.gateway() + " ("
                                        + post.answer().description() + ")")
                                .collect(Collectors.joining(", "))
                        + " (openim.gateway.urls names those that there are)");
    }

    /** Those who can write and hear, once pushes can be expected to reach them. */
    List<Post> settled(UserApi users) {
        List<Post> manned = all.stream().filter(Post::isManned).toList();
        manned.forEach(post -> Attendance.awaitSettled(post.person(), users));
        return manned;
    }

    /** The gateways that took no session. */
    List<ServerInstance> closed() {
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
