package openim.verify.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openim.verify.config.deployment.ChatServer;
import openim.verify.config.deployment.DeploymentFacts;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.TargetMode;

/** What must hold between settings, beyond each being readable by itself. */
record SettingsRules(Values values, Inputs inputs, DeploymentFacts facts, ChatServer chat, Problems problems) {

    private static final List<SettingKey> ENDPOINTS = List.of(SettingKey.API_URL, SettingKey.GATEWAY_URL);

    private static final List<SettingKey> CHAT_ENDPOINTS = List.of(SettingKey.CHAT_URL, SettingKey.ADMIN_URL);

    /** What a login is good for: without the second key, the first is of no use. */
    private static final Map<SettingKey, SettingKey> LOGIN_OF = Map.of(
            SettingKey.KAFKA_USER, SettingKey.KAFKA_BOOTSTRAP,
            SettingKey.ETCD_USER, SettingKey.ETCD_URL,
            SettingKey.MINIO_ACCESS_KEY, SettingKey.MINIO_ENDPOINT);

    void check(Optional<TargetMode> target) {
        deployment(target);
        together(SettingKey.CHAT_ACCOUNT, SettingKey.CHAT_PASSWORD);
        together(SettingKey.KAFKA_USER, SettingKey.KAFKA_PASSWORD);
        together(SettingKey.ETCD_USER, SettingKey.ETCD_PASSWORD);
        together(SettingKey.MINIO_ACCESS_KEY, SettingKey.MINIO_SECRET_KEY);
        LOGIN_OF.forEach(this::needs);
        files();
        deadlines();
    }

    private void deployment(Optional<TargetMode> target) {
        if (target.filter(TargetMode.EMBEDDED::equals).isPresent()
                && inputs.embedded().isEmpty()) {
            problems.add(SettingKey.TARGET, "is embedded, but no rehearsal was started: this jar may hold none");
            return;
        }
        if (Arrays.stream(SettingKey.values()).noneMatch(key -> key.namesDeployment() && values.has(key))) {
            if (target.isPresent() || !namedBadly()) {
                problems.add(
                        SettingKey.HOST,
                        "no deployment is named: give openim.host and openim.secret, or the directories"
                                + " openim.server.dir and openim.chat.dir, or openim.docker.dir, or"
                                + " openim.kubernetes.namespace; or openim.target=embedded for a rehearsal");
            }
            return;
        }
        if (problems.has(SettingKey.KUBERNETES_NAMESPACE) || problems.has(SettingKey.KUBERNETES_KUBECONFIG)) {
            return;
        }
        Stream.concat(
                        ENDPOINTS.stream(),
                        chat.standing() == ChatServer.Standing.ABSENT ? Stream.empty() : CHAT_ENDPOINTS.stream())
                .filter(endpoint ->
                        !values.has(endpoint) && !problems.has(SettingKey.HOST) && !problems.has(SettingKey.DOCKER_DIR))
                .forEach(endpoint -> problems.add(endpoint, missing(endpoint)));
        if (!values.has(SettingKey.SECRET_KEY) && !problems.has(SettingKey.SECRET_KEY)) {
            problems.add(
                    SettingKey.SECRET_KEY,
                    "is missing: "
                            + reason(SettingKey.SECRET_KEY)
                                    .map(why ->
                                            why + "; set OPENIM_SECRET in the environment, or use openim-verify.yaml")
                                    .orElse("set OPENIM_SECRET in the environment, or use openim-verify.yaml, or name"
                                            + " the deployment's directory"));
        }
    }

    /** A misnamed target says enough by itself. */
    private boolean namedBadly() {
        return problems.has(SettingKey.TARGET);
    }

    private Optional<String> reason(SettingKey key) {
        return Optional.ofNullable(facts.unknown().get(key));
    }

    private String missing(SettingKey endpoint) {
        if (reason(endpoint).isPresent()) {
            return "is missing: " + reason(endpoint).get();
        }
        return values.text(SettingKey.DOCKER_DIR)
                .map(directory ->
                        "is missing: the compose project in " + directory + " publishes no such port; give it by hand")
                .orElse("is missing: give it (such as " + endpoint.example()
                        + "), or openim.host for all at their usual ports");
    }

    private void together(SettingKey one, SettingKey other) {
        alone(one, other);
        alone(other, one);
    }

    private void alone(SettingKey given, SettingKey missing) {
        if (isGiven(given) && !values.has(missing) && !problems.has(missing)) {
            problems.add(missing, "is missing, but " + given.key() + " is given");
        }
    }

    private void needs(SettingKey login, SettingKey component) {
        if (isGiven(login) && !values.has(component)) {
            problems.add(component, "is missing, but " + login.key() + " is given");
        }
    }

    /** By a person: half a login in the deployment's own files is the deployment's fault, and costs no run. */
    private boolean isGiven(SettingKey key) {
        return values.has(key) && !facts.decide(key, values);
    }

    private void files() {
        values.path(SettingKey.CA_FILE, inputs).ifPresent(file -> {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                problems.add(SettingKey.CA_FILE, "there is no file to be read at " + file);
            }
        });
        values.path(SettingKey.REPORTS, inputs).filter(Files::exists).ifPresent(this::mustBeDirectory);
    }

    private void mustBeDirectory(Path reports) {
        if (!Files.isDirectory(reports)) {
            problems.add(SettingKey.REPORTS, "is no directory: " + reports);
        }
    }

    private void deadlines() {
        Optional<Duration> call = values.get(SettingKey.DEADLINE_CALL, Reading::duration);
        notShorter(SettingKey.DEADLINE_RUN, call, SettingKey.DEADLINE_CALL, "no call");
        notShorter(SettingKey.DEADLINE_FULL_RUN, call, SettingKey.DEADLINE_CALL, "no call");
        Optional<Duration> idle = values.get(SettingKey.DEADLINE_IDLE, Reading::duration);
        notShorter(SettingKey.DEADLINE_FULL_RUN, idle, SettingKey.DEADLINE_IDLE, "no idle session");
    }

    private void notShorter(SettingKey run, Optional<Duration> part, SettingKey key, String what) {
        Optional<Duration> whole = values.get(run, Reading::duration);
        if (part.isPresent() && whole.isPresent() && whole.get().compareTo(part.get()) < 0) {
            problems.add(run, "is shorter than " + key.key() + ": " + what + " could end in it");
        }
    }
}
