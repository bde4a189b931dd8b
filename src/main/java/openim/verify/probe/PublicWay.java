package openim.verify.probe;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.await.Expectation;
import openim.verify.client.Answer;
import openim.verify.client.gateway.doctor.GatewayFinding;
import openim.verify.client.gateway.doctor.GatewayFindings;
import openim.verify.client.gateway.doctor.Seen;
import openim.verify.client.gateway.doctor.Way;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * A way by which clients outside come in, beside the way inside: where inside all is well, what is wrong outside is the fault of what
 * stands between.
 */
public final class PublicWay {

    private PublicWay() {}

    /**
     * Sees to it that a REST server is reached as from inside.
     *
     * @param url the public one
     * @param outside the answer there
     * @param inside the answer to the same inside
     * @param expected of both
     * @param call how long each look may take
     * @return what was seen, in words, with what is wrong soon
     * @throws BrokenPromise if it is not
     */
    public static String mustLeadIn(
            URI url, Answer outside, Answer inside, Expectation<Answer> expected, Duration call) {
        Seen seen = new Way(url, url, call).upTo(outside);
        boolean answered = expected.judge(outside).isMet();
        List<GatewayFinding> wrong = new ArrayList<>(GatewayFindings.onTheWayTo(seen));
        String how = judged(
                wrong,
                answered ? List.of() : List.of(outside.seen()),
                url,
                expected.judge(inside).isMet(),
                "a client at " + url + " " + expected.sentence(),
                outside.evidence());
        return outside.meaning("answered as inside") + how;
    }

    /**
     * Judges what was found on a way.
     *
     * @param findings what is wrong, and what will be
     * @param more what else is wrong, a clause each
     * @param insideIsWell whether the same is well inside
     * @param expected a clause
     * @return what is wrong soon, as the end of a sentence; empty if nothing is
     * @throws BrokenPromise if something is wrong now
     */
    public static String judged(
            List<GatewayFinding> findings,
            List<String> more,
            URI url,
            boolean insideIsWell,
            String expected,
            List<Evidence> facts) {
        List<GatewayFinding> now =
                findings.stream().filter(each -> !each.yetToCome()).toList();
        if (!now.isEmpty() || !more.isEmpty()) {
            String wrong = Stream.concat(now.stream().map(GatewayFinding::wrong), more.stream())
                    .collect(Collectors.joining("; "));
            String mend = now.stream().map(GatewayFinding::mend).collect(Collectors.joining("; "));
            throw BrokenPromise.seeing(
                    wrong
                            + (insideIsWell
                                    ? "; inside all is well: it is the proxy at " + url
                                    : "; inside it is not well either")
                            + (mend.isEmpty() ? "" : ", " + mend),
                    expected,
                    facts);
        }
        return findings.stream()
                .map(each -> "; " + each.wrong() + " (" + each.mend() + ")")
                .collect(Collectors.joining());
    }
}
