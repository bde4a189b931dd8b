package openim.verify.app;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import openim.verify.diagnosis.Suspect;
import openim.verify.runbook.FaultKind;
import openim.verify.runbook.Part;

/**
 * A row of what was measured on a real deployment: a part that is killed or hung, what turns red, and what stays green.
 *
 * @param part the part's name
 * @param hung whether it hangs; else it is killed
 * @param red the checks that must be red
 * @param green the checks that must be green all the same
 */
public record Outage(String part, boolean hung, Set<String> red, Set<String> green) {

    private static final String PROBES = "probe.api probe.chat probe.admin";
    private static final String SERVER =
            "probe.auth probe.gateway probe.friend probe.group probe.conversation probe.third";
    private static final String SENDS = "message.acknowledged message.rest-acknowledged message.in-kafka";
    private static final String DELIVERS = "message.pushed message.pulled message.exactly-once message.stored";
    private static final String MESSAGES = SENDS + " " + DELIVERS;
    private static final String FILES = "file.external-address file.round-trip";
    private static final String LOGINS = "probe.chat-rpc probe.bot chat.login admin.login";
    private static final String OPENIM_SERVER = "probe.api " + SERVER + " " + MESSAGES + " " + FILES;
    private static final String ALL = OPENIM_SERVER + " probe.chat probe.admin " + LOGINS;

    public static Stream<Outage> allKilled() {
        return Stream.of(
                killed(
                        "mongo",
                        "component.mongo probe.chat probe.admin message.stored file.round-trip chat.login"
                                + " admin.login",
                        "probe.api probe.auth probe.gateway"),
                killed("redis", "component.redis probe.auth chat.login admin.login", PROBES),
                killed(
                        "kafka",
                        "component.kafka message.acknowledged message.rest-acknowledged",
                        PROBES + " " + SERVER + " " + FILES + " " + LOGINS),
                killed(
                        "minio",
                        "component.minio file.round-trip",
                        PROBES + " " + SERVER + " " + MESSAGES + " " + LOGINS),
                killed("etcd", "component.etcd", ALL),
                killed("openim-api", "process.server probe.api probe.auth chat.login", "probe.chat probe.admin"),
                killed("openim-rpc-auth", "process.server probe.api probe.auth chat.login", "probe.chat probe.admin"),
                killed("openim-rpc-user", "process.server probe.auth chat.login", PROBES),
                killed(
                        "openim-rpc-msg",
                        "process.server probe.conversation message.acknowledged message.rest-acknowledged",
                        PROBES + " " + without(SERVER, "probe.conversation") + " " + FILES + " " + LOGINS),
                killed(
                        "openim-rpc-third",
                        "process.server probe.third file.round-trip",
                        PROBES + " probe.friend probe.group probe.conversation " + MESSAGES + " " + LOGINS),
                killed(
                        "openim-rpc-conversation",
                        "process.server probe.conversation",
                        without(ALL, "probe.conversation")),
                killed("openim-rpc-friend", "process.server probe.friend", without(ALL, "probe.friend")),
                killed("openim-rpc-group", "process.server probe.group", without(ALL, "probe.group")),
                killed(
                        "openim-msggateway",
                        "process.server probe.gateway",
                        PROBES + " message.rest-acknowledged message.stored " + FILES + " " + LOGINS),
                killed(
                        "openim-msgtransfer",
                        "process.server message.pushed message.pulled message.stored",
                        PROBES + " " + SERVER + " " + SENDS + " " + FILES + " " + LOGINS),
                killed(
                        "openim-push",
                        "process.server message.pushed",
                        PROBES + " " + SERVER + " " + SENDS + " message.pulled message.stored " + FILES + " " + LOGINS),
                killed("openim-msgtransfer#1", "process.server", PROBES + " " + SERVER + " " + FILES + " " + LOGINS),
                killed("openim-push#1", "process.server", PROBES + " " + SERVER + " " + FILES + " " + LOGINS),
                killed("openim-crontask", "process.server", ALL),
                killed(
                        "chat-rpc",
                        "process.chat probe.chat-rpc chat.login",
                        OPENIM_SERVER + " probe.chat probe.admin admin.login"),
                killed(
                        "chat-api",
                        "process.chat probe.chat probe.chat-rpc chat.login",
                        OPENIM_SERVER + " probe.admin admin.login"),
                killed("admin-rpc", "process.chat probe.chat probe.admin chat.login admin.login", OPENIM_SERVER),
                killed("admin-api", "process.chat probe.admin admin.login", OPENIM_SERVER + " probe.chat chat.login"),
                killed("bot-api", "process.chat probe.bot", without(ALL, "probe.bot")),
                killed("bot-rpc", "process.chat probe.bot", without(ALL, "probe.bot")));
    }

    public static Stream<Outage> allHung() {
        return Stream.of(
                hung(
                        "mongo",
                        "component.mongo probe.chat probe.admin message.stored file.round-trip chat.login"
                                + " admin.login",
                        "probe.api probe.auth probe.gateway"),
                hung("redis", "component.redis probe.auth chat.login admin.login", PROBES),
                hung(
                        "kafka",
                        "component.kafka message.acknowledged message.rest-acknowledged",
                        PROBES + " " + SERVER + " " + FILES + " " + LOGINS),
                hung("minio", "component.minio file.round-trip", PROBES + " " + SERVER + " " + MESSAGES + " " + LOGINS),
                hung("etcd", "component.etcd", ALL),
                hung("openim-api", "probe.api probe.auth chat.login", "probe.chat probe.admin"),
                hung("openim-rpc-auth", "probe.api probe.auth chat.login", "probe.chat probe.admin"),
                hung(
                        "openim-rpc-msg",
                        "probe.conversation message.acknowledged message.rest-acknowledged",
                        PROBES + " " + without(SERVER, "probe.conversation") + " " + FILES + " " + LOGINS),
                hung(
                        "openim-msggateway",
                        "probe.gateway",
                        PROBES + " message.rest-acknowledged message.stored " + FILES + " " + LOGINS),
                hung(
                        "openim-msgtransfer",
                        "message.pushed message.pulled message.stored",
                        PROBES + " " + SERVER + " " + SENDS + " " + FILES + " " + LOGINS),
                hung(
                        "openim-push",
                        "message.pushed",
                        PROBES + " " + SERVER + " " + SENDS + " message.pulled message.stored " + FILES + " " + LOGINS),
                hung("chat-rpc", "probe.chat-rpc chat.login", OPENIM_SERVER + " probe.chat probe.admin admin.login"),
                hung("chat-api", "probe.chat probe.chat-rpc chat.login", OPENIM_SERVER + " probe.admin admin.login"));
    }

    /** One for each shape of failure: what refuses, what hangs, what only its own call or only the process table sees. */
    static Stream<Outage> shapes() {
        List<String> killed = List.of("redis", "openim-rpc-group", "openim-push", "openim-crontask", "chat-rpc");
        List<String> hung = List.of("minio", "openim-msggateway", "chat-api");
        return Stream.concat(
                allKilled().filter(row -> killed.contains(row.part())),
                allHung().filter(row -> hung.contains(row.part())));
    }

    /** What a diagnosis should say. */
    Suspect truth() {
        String word = part.replaceFirst("#\\d+$", "");
        return new Suspect(Part.named(word).orElseThrow(), hung ? FaultKind.HUNG : FaultKind.DEAD);
    }

    private static Outage killed(String part, String red, String green) {
        return new Outage(part, false, words(red), words(green));
    }

    private static Outage hung(String part, String red, String green) {
        return new Outage(part, true, words(red), words(green));
    }

    private static String without(String all, String one) {
        Set<String> rest = words(all);
        rest.remove(one);
        return String.join(" ", rest);
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(Arrays.asList(text.split(" ")));
    }

    @Override
    public String toString() {
        return part + (hung ? " hung" : " killed");
    }
}
