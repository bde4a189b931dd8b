package openim.verify.config.secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openim.verify.redaction.Redaction;

/**
 * What looks like a secret among the arguments of a command that people give, such as
 * {@code ["curl", "-H", "Authorization: Bearer ..."]}. Plans show the command, because somebody may have to type it.
 */
public final class SecretArguments {

    private static final Set<String> HEADERS = Set.of("-H", "--header");
    private static final Set<String> LOGINS = Set.of("-u", "--user");

    /** What nobody types: long, with letters and digits. */
    private static final Pattern TOKEN =
            Pattern.compile("(?<![A-Za-z0-9_])(?=[A-Za-z_]*\\d\\w*\\d)(?=\\w*[A-Za-z]\\w*[A-Za-z])[A-Za-z0-9_]{20,}+");

    private static final Pattern HEADER_VALUE = Pattern.compile("^[\\w-]+:\\s*(?:(?:Bearer|Basic|Token)\\s+)?");

    private SecretArguments() {}

    public static Stream<String> of(List<String> command) {
        return IntStream.range(1, command.size())
                .mapToObj(i -> among(command, i))
                .flatMap(found -> found)
                .filter(found -> !found.isBlank());
    }

    private static Stream<String> among(List<String> command, int at) {
        String argument = command.get(at);
        String before = command.get(at - 1);
        Stream<String> tokens = TOKEN.matcher(argument).results().map(match -> match.group());
        return Stream.concat(tokens, named(command.get(0), before, argument));
    }

    private static Stream<String> named(String program, String before, String argument) {
        if (HEADERS.contains(before)) {
            return Stream.of(HEADER_VALUE.matcher(argument).replaceFirst(""));
        }
        if (LOGINS.contains(before)) {
            return argument.contains(":") ? Stream.of(argument.substring(argument.indexOf(':') + 1)) : Stream.empty();
        }
        boolean isFlag = before.startsWith("-") && Redaction.isSecretName(before.replaceFirst("^-+", ""));
        if (isFlag || (before.equals("-a") && isRedis(program))) {
            return Stream.of(argument);
        }
        int equals = argument.indexOf('=');
        if (equals > 0 && Redaction.isSecretName(argument.substring(0, equals).replaceFirst("^-+", ""))) {
            return Stream.of(argument.substring(equals + 1));
        }
        return Stream.empty();
    }

    private static boolean isRedis(String program) {
        return String.valueOf(Path.of(program).getFileName()).equals("redis-cli");
    }
}
