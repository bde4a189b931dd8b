package openim.verify.message.instances;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.await.Deadline;
import openim.verify.await.SideBySide;
import openim.verify.client.MessageId;
import openim.verify.client.api.UserApi;
import openim.verify.client.gateway.SessionEnd;
import openim.verify.client.user.Sent;
import openim.verify.client.user.User;
import openim.verify.message.Attendance;
import openim.verify.message.Text;
import openim.verify.message.instances.Posts.Post;
import openim.verify.target.ServerInstance;
import openim.verify.target.Turn;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * Messages from a session on each gateway to sessions on others, and one through each openim-api: who did not hand his on, and who
 * hears of none, can be told from what the others hear.
 *
 * @param posts who wrote, and who heard
 * @param legs each message and its way
 * @param untried which pairs were not tried, in words; empty where all were that were to be
 */
public record Rounds(Posts posts, List<Leg> legs, Optional<String> untried) {

    /** As many messages as go from each to each at most: each of many gateways writes to some of the others, and to more later. */
    private static final int MOST = 240;

    /**
     * A message on its way.
     *
     * @param through the gateway or the openim-api that took it
     * @param from who wrote it; where it went through an openim-api, in whose name
     * @param pushedBack whether the writer's own session is to hear of it from the gateway that took it
     */
    record Leg(ServerInstance through, Post from, Post to, Sent sent, boolean pushedBack) {

        boolean isTaken() {
            return sent.isAcknowledged();
        }

        boolean isHeardBy(Post post) {
            return !post.person().session().pushesOf(sent.id()).isEmpty();
        }
    }

    public Rounds {
        legs = List.copyOf(legs);
    }

    /**
     * From each gateway to the next one, and through each openim-api.
     *
     * @param apis each openim-api
     * @throws Absent if there is one gateway and one openim-api
     * @throws NotLookedAt if no two sessions are open
     */
    public static Rounds ring(Posts posts, List<ServerInstance> apis, UserApi users) {
        posts.requireSomebody();
        if (posts.all().isEmpty() && posts.gateways().more().isPresent()) {
            posts.requireSeveral();
        }
        if (posts.all().isEmpty()) {
            throw new Absent("one openim-msggateway and one openim-api alone are known here (openim.gateway.urls and"
                    + " openim.api.urls name each, where there are several)");
        }
        return new Rounds(
                posts, sent(manned(posts, users), apis.size() > 1 ? apis : List.of(), List.of(1)), Optional.empty());
    }

    /**
     * From each gateway to each other.
     *
     * @throws NotLookedAt if no two sessions are open
     */
    public static Rounds pairs(Posts posts, Turn turn, UserApi users) {
        posts.requireSeveral();
        List<Post> manned = manned(posts, users);
        List<Integer> strides = strides(manned.size(), turn);
        int pairs = manned.size() * (manned.size() - 1);
        return new Rounds(
                posts,
                sent(manned, List.of(), strides),
                strides.size() == manned.size() - 1
                        ? Optional.empty()
                        : Optional.of(strides.size() * manned.size() + " of " + pairs + " pairs were tried (the ring of"
                                + " them all is message.every-gateway), and others are in other runs"));
    }

    /** How far from the writer in the ring those are to whom he writes: as many as can be tried, others each turn. */
    static List<Integer> strides(int manned, Turn turn) {
        List<Integer> all = IntStream.range(1, manned).boxed().toList();
        return turn.of(all, Math.max(1, MOST / manned));
    }

    /** How a message gets from one person to another. */
    private record Plan(ServerInstance through, Post from, Post to, User writer, boolean byRest) {}

    private static List<Post> manned(Posts posts, UserApi users) {
        List<Post> manned = posts.settled(users);
        if (manned.size() < 2) {
            throw new NotLookedAt("no two gateways take sessions, and so nobody can write to the next one");
        }
        return manned;
    }

    private static List<Leg> sent(List<Post> manned, List<ServerInstance> apis, List<Integer> strides) {
        List<Plan> plans = new ArrayList<>();
        for (int stride : strides) {
            for (int number = 0; number < manned.size(); number++) {
                Post from = manned.get(number);
                Post to = manned.get((number + stride) % manned.size());
                plans.add(new Plan(from.gateway(), from, to, from.person(), false));
            }
        }
        for (int number = 0; number < apis.size(); number++) {
            Post from = manned.get(number % manned.size());
            Post to = manned.get((number + 1) % manned.size());
            User writer = from.person().through(apis.get(number).drivers());
            plans.add(new Plan(apis.get(number), from, to, writer, true));
        }
        return SideBySide.each(plans, Rounds::sent);
    }

    private static Leg sent(Plan plan) {
        var draft = plan.from()
                .person()
                .drafts(Text.fresh("through " + plan.through().url()), plan.to().person());
        Sent sent =
                plan.byRest() ? plan.writer().sendsByRest(draft) : plan.writer().sends(draft);
        return new Leg(plan.through(), plan.from(), plan.to(), sent, !plan.byRest());
    }

    /**
     * Sees to it that each is acknowledged and pushed.
     *
     * @return how that went, in words
     * @throws BrokenPromise if one is not; it names the gateway or openim-api that is the reason, where that can be told
     * @throws NotLookedAt if all are, and some gateway took no session, or it cannot be told which were met, or some are left to
     *     other runs
     */
    public String mustAllArrive(Duration within) {
        Deadline deadline = Deadline.in(within);
        List<Leg> lost = legs.stream()
                .filter(leg -> !leg.isTaken()
                        || leg.to().person().receives(leg.sent(), deadline).isEmpty())
                .toList();
        legs.forEach(leg -> {
            leg.sent().ack().withTokenOf(leg.from().person().id());
            Attendance.requireNotKicked(leg.to().person());
        });
        if (!lost.isEmpty()) {
            throw broken(lost, within);
        }
        String seen = legs.size() + " messages from session to session of "
                + posts.all().size() + ", the last pushed after "
                + deadline.elapsed().toMillis() + " ms";
        if (!posts.closed().isEmpty()) {
            throw new NotLookedAt(seen + "; without " + named(posts.closed()) + ", where there is no session");
        }
        posts.untold().or(() -> untried).ifPresent(why -> {
            throw new NotLookedAt(seen + "; " + why);
        });
        posts.requireAllGateways(seen);
        return seen;
    }

    private BrokenPromise broken(List<Leg> lost, Duration within) {
        Set<String> reasons = new LinkedHashSet<>();
        lost.forEach(leg -> reasons.add(reason(leg, lost)));
        List<Evidence> facts = new ArrayList<>();
        lost.stream()
                .filter(leg -> !leg.isTaken())
                .forEach(leg -> facts.addAll(leg.sent().ack().answer().evidence()));
        facts.add(Evidence.of(Evidence.SEEN, lost.size() + " of " + legs.size() + " messages are missing"));
        facts.add(Evidence.of(Evidence.AFTER_MS, within.toMillis()));
        String of = lost.size() + " of " + legs.size() + " messages did not arrive within " + within.toMillis() + " ms";
        String seen = lost.size() == legs.size()
                ? of + ", and none is left from which to tell whose fault that is"
                : of + ": " + String.join("; ", reasons);
        String besides = posts.closed().isEmpty()
                ? ""
                : "; " + named(posts.closed()) + (posts.closed().size() == 1 ? " takes" : " take")
                        + " no session, and whoever hangs keeps the others waiting";
        return BrokenPromise.seeing(
                seen + besides,
                "a message that a gateway or an openim-api takes is pushed to a session on another gateway",
                facts);
    }

    private String reason(Leg leg, List<Leg> lost) {
        if (!leg.isTaken()) {
            return leg.through() + " took none: " + leg.sent().ack().answer().description();
        }
        Optional<SessionEnd> end = leg.to().person().session().end();
        if (end.isPresent()) {
            return leg.to().gateway() + " ended a session: " + end.get().description();
        }
        if (!hears(leg.to())) {
            return "nothing is pushed to sessions on " + leg.to().gateway();
        }
        boolean others =
                legs.stream().anyMatch(other -> other.through().equals(leg.through()) && !lost.contains(other));
        if (others) {
            return "what " + leg.through() + " acknowledged was not pushed on "
                    + leg.to().gateway() + ", though other messages of each are";
        }
        return leg.pushedBack() && leg.isHeardBy(leg.from())
                ? leg.through() + " pushes what it takes to its own sessions only"
                : leg.through() + " acknowledged what nobody is pushed";
    }

    /** Whether anything of ours was pushed there, own messages included. */
    private boolean hears(Post post) {
        Set<MessageId> ours = legs.stream().map(leg -> leg.sent().id()).collect(Collectors.toCollection(HashSet::new));
        return post.person().session().pushes().stream()
                .anyMatch(push -> ours.contains(push.message().id()));
    }

    private static String named(List<ServerInstance> gateways) {
        return gateways.stream().map(ServerInstance::toString).collect(Collectors.joining(", "));
    }
}
