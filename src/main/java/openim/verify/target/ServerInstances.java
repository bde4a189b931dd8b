package openim.verify.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openim.verify.await.Expectation;
import openim.verify.await.SideBySide;
import openim.verify.client.Answer;
import openim.verify.client.user.Drivers;
import openim.verify.config.Endpoints;
import openim.verify.config.Instances;
import openim.verify.verdict.Absent;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;
import openim.verify.verdict.NotLookedAt;

/**
 * Each openim-api and each openim-msggateway, as far as it is known where they are.
 *
 * @param apis in the order of {@code openim.api.urls}
 * @param gateways in the order of {@code openim.gateway.urls}
 * @param makers of their drivers
 */
public record ServerInstances(Several apis, Several gateways, Makers makers) {

    /** Makes the drivers of a process at such an address. */
    @FunctionalInterface
    public interface Making {

        Drivers at(URI url);
    }

    /**
     * Who makes drivers, and of how many.
     *
     * @param most so many of a kind are looked at in one run
     * @param turn which of very many these are
     */
    public record Makers(int most, Turn turn, Making api, Making gateway) {}

    /**
     * Those of one kind.
     *
     * @param all of very many as many as are looked at in one run
     * @param known which are known
     */
    public record Several(List<ServerInstance> all, Instances known) {

        public Several {
            all = List.copyOf(all);
        }

        /** The same, of which it is known that there are others. */
        public Several lacking(String why) {
            return new Several(all, new Instances(known.urls(), Optional.of(why)));
        }
    }

    /**
     * Where one is that no setting names.
     *
     * @param pod in which it is; empty where it is in none
     * @param known whether it is known to be one of this deployment
     */
    public record Place(URI url, Optional<String> pod, boolean known) {}

    /** What an openim-api said. */
    private record Judgment(ServerInstance api, Answer answer) {}

    /** Those that settings name. */
    public static ServerInstances of(Endpoints endpoints, Makers makers) {
        return new ServerInstances(
                named(endpoints.apis(), makers, makers.api()),
                named(endpoints.gateways(), makers, makers.gateway()),
                makers);
    }

    /** The same, but these are the gateways. */
    public ServerInstances withGateways(Several others) {
        return new ServerInstances(apis, others, makers);
    }

    /**
     * Those at these places, in the place of the one address that is known.
     *
     * @param one what stands for all
     * @param more why there are others than these, in words
     */
    public Several found(Several one, List<Place> places, Optional<String> more, Making making) {
        if (places.size() < 2) {
            return new Several(one.all(), new Instances(one.known().urls(), more));
        }
        return new Several(
                makers.turn().of(places, makers.most()).stream()
                        .map(place ->
                                new ServerInstance(place.url(), making.at(place.url()), place.pod(), place.known()))
                        .toList(),
                new Instances(places.stream().map(Place::url).toList(), more));
    }

    private static Several named(Instances instances, Makers makers, Making making) {
        return new Several(
                makers.turn().of(instances.urls(), makers.most()).stream()
                        .map(url -> new ServerInstance(url, making.at(url)))
                        .toList(),
                instances);
    }

    /**
     * Has each openim-api judge a junk token by itself: a proxy before them hides one that is dead, and those who meet it do not.
     *
     * @param judged how one that is well answers
     * @return how that went, in words
     * @throws BrokenPromise if one does not; it names each of those
     * @throws NotLookedAt if all do, and others are left to other runs, or nobody knows where they are
     * @throws Absent if one alone is known
     */
    public String apisMustJudgeAToken(Expectation<Answer> judged) {
        requireSeveral(apis.known(), "openim-api", "openim.api.urls");
        List<Judgment> answers = SideBySide.each(
                apis.all(), api -> new Judgment(api, api.drivers().auth().judgesJunk()));
        List<Judgment> broken = answers.stream()
                .filter(each -> !judged.judge(each.answer()).isMet())
                .toList();
        if (!broken.isEmpty()) {
            throw broken(broken, answers.size(), judged);
        }
        long slowest = answers.stream()
                .mapToLong(each -> each.answer().took().toMillis())
                .max()
                .orElse(0);
        String seen = "each of " + answers.size() + " judges a token, the slowest after " + slowest + " ms";
        requireAll(seen, answers.size(), apis.known());
        return seen;
    }

    private BrokenPromise broken(List<Judgment> broken, int asked, Expectation<Answer> judged) {
        List<Evidence> facts = new ArrayList<>();
        broken.forEach(each -> facts.addAll(each.answer().evidence()));
        if (broken.size() < asked) {
            broken.forEach(each -> {
                each.answer().ailment().ifPresent(facts::add);
                facts.add(Evidence.of(Evidence.INSTANCE, each.api()));
            });
        }
        return BrokenPromise.seeing(
                broken.size() + " of " + asked + " openim-apis "
                        + (broken.size() == 1 ? "does" : "do") + " not judge a token: "
                        + broken.stream()
                                .map(each -> each.api().says(each.answer().seen()))
                                .collect(Collectors.joining("; "))
                        + apis.known().more().map(why -> "; " + why).orElse(""),
                "a client of each " + judged.sentence(),
                facts);
    }

    /**
     * Sees to it that these were all that are known, and that nothing says that there are others.
     *
     * @param seen what was seen of these
     * @param looked how many these are
     * @throws NotLookedAt if others are left to other runs, or nobody knows where they are
     */
    public static void requireAll(String seen, int looked, Instances known) {
        if (looked < known.urls().size()) {
            throw new NotLookedAt(seen + "; the others of " + known.urls().size()
                    + " have their turn in other runs (openim.instances-a-run says how many at once)");
        }
        known.more().ifPresent(why -> {
            throw new NotLookedAt(seen + "; " + why);
        });
    }

    /**
     * Sees to it that it is known of several where they are.
     *
     * @param kind what they are
     * @param key the setting that names them
     * @throws NotLookedAt if one alone is known, and something says that there are more
     * @throws Absent if one alone is known, and nothing says so
     */
    public static void requireSeveral(Instances instances, String kind, String key) {
        if (instances.areSeveral()) {
            return;
        }
        instances.more().ifPresent(why -> {
            throw new NotLookedAt("one " + kind + " alone can be asked: " + why + "; " + key + " names each");
        });
        throw new Absent("one " + kind + " alone is known here (" + key + " names each, where there are several)");
    }
}
