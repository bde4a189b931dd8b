package openim.verify.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import openim.verify.await.Expectation;
import openim.verify.await.SideBySide;
import openim.verify.client.Answer;
import openim.verify.config.Instances;
import openim.verify.target.ServerInstance;
import openim.verify.target.ServerInstances;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/** Each openim-api of several, judged by itself: a proxy before them hides one that is dead, and those who meet it do not. */
public final class EachApi {

    private EachApi() {}

    /**
     * Has each judge a junk token.
     *
     * @return how that went, in words
     * @param known which are known
     * @throws BrokenPromise if one does not; it names each of those
     * @throws openim.verify.verdict.NotLookedAt if all do, and others are left to other runs
     * @throws openim.verify.verdict.Absent if one alone is known
     */
    public static String judgesAToken(List<ServerInstance> apis, Instances known) {
        ServerInstances.requireSeveral(known, "openim-api", "openim.api.urls");
        List<Answer> answers = SideBySide.each(apis, api -> api.drivers().auth().judgesJunk());
        Expectation<Answer> judged = Judged.tokenMalformed();
        List<Answer> broken =
                answers.stream().filter(answer -> !judged.judge(answer).isMet()).toList();
        if (!broken.isEmpty()) {
            List<Evidence> facts = new ArrayList<>();
            broken.forEach(answer -> facts.addAll(answer.evidence()));
            if (broken.size() < answers.size()) {
                broken.stream().flatMap(answer -> answer.ailment().stream()).forEach(facts::add);
                IntStream.range(0, apis.size())
                        .filter(number -> broken.contains(answers.get(number)))
                        .forEach(number -> facts.add(
                                Evidence.of(Evidence.INSTANCE, apis.get(number).url())));
            }
            throw BrokenPromise.seeing(
                    broken.size() + " of " + apis.size() + " openim-apis "
                            + (broken.size() == 1 ? "does" : "do") + " not judge a token: "
                            + broken.stream().map(Answer::seen).collect(Collectors.joining("; ")),
                    "a client of each " + judged.sentence(),
                    facts);
        }
        long slowest = answers.stream()
                .mapToLong(answer -> answer.took().toMillis())
                .max()
                .orElse(0);
        String seen = "each of " + apis.size() + " judges a token, the slowest after " + slowest + " ms";
        ServerInstances.requireAll(seen, apis.size(), known);
        return seen;
    }
}
