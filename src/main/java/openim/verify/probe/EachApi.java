package openim.verify.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import openim.verify.await.Expectation;
import openim.verify.await.SideBySide;
import openim.verify.client.Answer;
import openim.verify.target.ServerInstance;
import openim.verify.target.ServerInstances;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/** Each openim-api of several, judged by itself: a proxy before them hides one that is dead, and those who meet it do not. */
public final class EachApi {

    private EachApi() {}

    /** What one of them said. */
    private record Judgment(ServerInstance api, Answer answer) {}

    /**
     * Has each judge a junk token.
     *
     * @return how that went, in words
     * @throws BrokenPromise if one does not; it names each of those
     * @throws openim.verify.verdict.NotLookedAt if all do, and others are left to other runs, or nobody knows where they are
     * @throws openim.verify.verdict.Absent if one alone is known
     */
    public static String mustJudgeAToken(ServerInstances.Several apis) {
        ServerInstances.requireSeveral(apis.known(), "openim-api", "openim.api.urls");
        List<Judgment> answers = SideBySide.each(
                apis.all(), api -> new Judgment(api, api.drivers().auth().judgesJunk()));
        Expectation<Answer> judged = Judged.tokenMalformed();
        List<Judgment> broken = answers.stream()
                .filter(each -> !judged.judge(each.answer()).isMet())
                .toList();
        if (!broken.isEmpty()) {
            List<Evidence> facts = new ArrayList<>();
            broken.forEach(each -> facts.addAll(each.answer().evidence()));
            if (broken.size() < answers.size()) {
                broken.forEach(each -> {
                    each.answer().ailment().ifPresent(facts::add);
                    facts.add(Evidence.of(Evidence.INSTANCE, each.api()));
                });
            }
            throw BrokenPromise.seeing(
                    broken.size() + " of " + answers.size() + " openim-apis "
                            + (broken.size() == 1 ? "does" : "do") + " not judge a token: "
                            + broken.stream()
                                    .map(each -> each.api().says(each.answer().seen()))
                                    .collect(Collectors.joining("; "))
                            + apis.known().more().map(why -> "; " + why).orElse(""),
                    "a client of each " + judged.sentence(),
                    facts);
        }
        long slowest = answers.stream()
                .mapToLong(each -> each.answer().took().toMillis())
                .max()
                .orElse(0);
        String seen = "each of " + answers.size() + " judges a token, the slowest after " + slowest + " ms";
        ServerInstances.requireAll(seen, answers.size(), apis.known());
        return seen;
    }
}
