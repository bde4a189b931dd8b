package openim.verify.runbook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a part; each is mended in another way. */
public enum FaultKind {
    /** It does not run: starting it helps. */
    DEAD("is dead"),
    /** Its process is gone, and the container that held it lives on, so that to start that does nothing: it is restarted. */
    GONE("'s process is gone inside its container, which lives on"),
    /** Its container was stopped where it stood: it goes on where it was, and nothing is lost. */
    PAUSED("is paused"),
    /** It runs and does nothing: starting it does not help, and stopping its server makes things worse. */
    HUNG("hangs"),
    /** A second set of it was started beside the first, as by another user, who does not see it: both do the work. */
    DOUBLED("runs more often than it should"),
    /** It runs, and its data is gone: starting it again hides the loss. */
    LOST_DATA("lost its data"),
    /** It is started, and ends each time for the same reason: starting it does not help, what it says last does. */
    CANNOT_START("cannot start"),
    /** It runs, and what it was told is wrong: a person changes its settings. */
    MISCONFIGURED("is set up wrongly"),
    /** It answers, and does not take the login of the deployment's own files: OpenIM has the same. */
    REFUSED("refuses the deployment's login"),
    /** It answers, and its answer is a complaint: a topic that is missing, no leader, no writes. */
    UNWELL("answers, but cannot do its work"),
    /** It has no disk, memory or file handles left, or was ended for want of them. */
    EXHAUSTED("has run out of disk, memory or handles"),
    /** The cluster that should start it cannot, or was not asked to: no node, no image, no Deployment. */
    KEPT_OUT("is not started by its cluster"),
    /** It runs, and nobody finds it: where services look each other up it is not named. */
    UNREGISTERED("is not registered in etcd"),
    /** Others are told of it at addresses where nobody listens. */
    STALE("names services at addresses where nobody listens"),
    /** It is well, and waits for something outside of the deployment. */
    ELSEWHERE("waits for something outside that does not answer");

    private final String verb;

    FaultKind(String verb) {
        this.verb = verb;
    }

    /** The ailment of that word, such as {@code lost-data}. */
    public static Optional<FaultKind> named(String word) {
        return Arrays.stream(values())
                .filter(ailment -> ailment.word().equals(word))
                .findFirst();
    }

    /** The word for it in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** After the part's title: {@code hangs}, {@code lost its data}. */
    public String verb() {
        return verb;
    }

    /** Whether only who looks at containers can tell it: from outside it looks like another one. */
    public boolean isToldByContainersAlone() {
        return this == GONE || this == PAUSED;
    }

    /** The whole of it: {@code Redis hangs}, {@code MongoDB's process is gone ...}. */
    public String of(Part part) {
        return part.title() + (verb.startsWith("'") ? "" : " ") + verb;
    }
}
