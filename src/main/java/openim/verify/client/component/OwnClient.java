package openim.verify.client.component;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import openim.verify.await.Deadline;
import openim.verify.client.Failure;
import openim.verify.client.docker.Docker;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/**
 * The client that a component's own image brings along: asked inside the container, it speaks the component's own protocol where
 * nothing outside can.
 *
 * @param programs each a way to ask, the program first; those that the image does not have are passed over
 * @param secrets variables that it gets, for a login
 * @param well what it says of one that is well
 */
public record OwnClient(List<List<String>> programs, Map<String, String> secrets, Pattern well) {

    /** It asks for a login that we have not. */
    private static final Pattern NO_LOGIN = Pattern.compile("NOAUTH|WRONGPASS|NOPERM");

    private static final Pattern REFUSED = Pattern.compile("(?i)refused|could not be established|not available");

    public OwnClient {
        programs = List.copyOf(programs);
        secrets = Map.copyOf(secrets);
    }

    /** A ping needs no login. */
    public static OwnClient ofMongo(int port) {
        List<String> ping =
                List.of("--quiet", "--port", String.valueOf(port), "--eval", "db.adminCommand({ping:1}).ok");
        return new OwnClient(
                List.of(program("mongosh", ping), program("mongo", ping)), Map.of(), Pattern.compile("(?m)^1$"));
    }

    public static OwnClient ofRedis(int port, Optional<String> password) {
        return new OwnClient(
                List.of(List.of("redis-cli", "-p", String.valueOf(port), "ping")),
                password.map(secret -> Map.of("REDISCLI_AUTH", secret)).orElse(Map.of()),
                Pattern.compile("(?m)^PONG$"));
    }

    public static OwnClient ofKafka(int port) {
        List<String> broker = List.of("--bootstrap-server", "localhost:" + port);
        String name = "kafka-broker-api-versions";
        return new OwnClient(
                List.of(
                        program(name + ".sh", broker),
                        program("/opt/kafka/bin/" + name + ".sh", broker),
                        program("/opt/bitnami/kafka/bin/" + name + ".sh", broker),
                        program(name, broker)),
                Map.of(),
                Pattern.compile("\\(id: -?\\d+"));
    }

    public static OwnClient ofEtcd(int port) {
        return new OwnClient(
                List.of(List.of("etcdctl", "--endpoints", "http://127.0.0.1:" + port, "endpoint", "health")),
                Map.of("ETCDCTL_API", "3"),
                Pattern.compile("is healthy"));
    }

    public static OwnClient ofMinio(int port) {
        String live = "http://127.0.0.1:" + port + "/minio/health/live";
        return new OwnClient(
                List.of(List.of("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", live)),
                Map.of(),
                Pattern.compile("^200"));
    }

    private static List<String> program(String name, List<String> arguments) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(name), arguments.stream())
                .toList();
    }

    /** What a person types in the project's directory to ask by it. */
    public String typed(String service) {
        return "docker compose exec -T " + service + " "
                + String.join(
                        " ",
                        programs.get(0).stream()
                                .map(word -> word.matches("[\\w./:=@%-]+") ? word : "'" + word + "'")
                                .toList());
    }

    /** Asks; unknown if the image has no such client, or that gave no answer, which a slow one does too. */
    Ping ask(Docker docker, String container, Deadline deadline) {
        for (List<String> program : programs) {
            try {
                Docker.Told told = docker.inside(container, secrets, program, deadline);
                return judged(program.get(0), told);
            } catch (NotLookedAt notInThisImage) {
                // Another may be.
            } catch (CannotLook late) {
                return new Ping.Unknown(String.valueOf(late.getMessage()));
            }
        }
        return new Ping.Unknown("its image has no " + programs.get(0).get(0));
    }

    private Ping judged(String program, Docker.Told told) {
        String all = told.out() + "\n" + told.err();
        boolean telling = told.lastWords().codePoints().anyMatch(Character::isLetter);
        String words =
                program + " inside of its container " + (telling ? "says: " + told.lastWords() : "gets an answer");
        if (well.matcher(all.strip()).find()) {
            return new Ping.Alive(words);
        }
        if (NO_LOGIN.matcher(all).find()) {
            return new ShownLogin("the deployment's files", true, !secrets.isEmpty()).refused(words);
        }
        return REFUSED.matcher(all).find()
                ? new Ping.Dead(Optional.of(Failure.REFUSED), words)
                : Ping.answeredBadly(words);
    }
}
