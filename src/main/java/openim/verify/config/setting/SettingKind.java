package openim.verify.config.setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import openim.verify.config.store.ConnectionString;
import openim.verify.config.store.Redis;

/** What a setting's value is: how it is read, and how it is shown. */
public enum SettingKind {
    TARGET("live or embedded", Reading::target),
    TEXT("text", text -> text),
    HOST("a host", Reading::host),
    HTTP_URL("http(s) URL", Reading::httpUrl),
    HTTP_URLS("http(s) URLs, with commas", Reading::httpUrls),
    COMPONENT_URL("http(s) URL", Reading::componentUrl),
    WEB_SOCKET_URL("ws(s) URL", Reading::webSocketUrl),
    SERVER_URLS("http(s) URLs, with commas", Reading::serverUrls),
    WEB_SOCKET_URLS("ws(s) URLs, with commas", Reading::webSocketUrls),
    EXTERNAL_ADDRESS("http(s) URL", Reading::externalAddress),
    LIST("a list, with commas", Reading::list),
    WORKLOADS("part=name, with commas", Reading::workloads),
    HOST_PORTS("host:port, with commas", Reading::hostPorts),
    MECHANISM("text", Reading::mechanism),
    REDIS_MODE("text", text -> Reading.choice(Redis.Mode.class, text)),
    FLAG("true or false", Reading::flag),
    PRESENCE("auto, true or false", Reading::presence),
    NUMBER("a number", Reading::positive),
    MULTI_LOGIN("0 to 5", Reading::multiLogin),
    DURATION("a time", Reading::duration),
    LADDER("times, with commas", Reading::ladder),
    LIMIT("two times, with a comma", Reading::limit),
    COMMAND("a list of arguments", Reading::command),
    ACCOUNT_PREFIX("letters and digits", text -> {
        Limits.requirePrefix(text);
        return text;
    }),
    VANTAGE("letters, digits and hyphens", Reading::vantage),
    FILE("a file", Path::of),
    PATH("a path", Path::of),
    DIRECTORY("a directory", Path::of),
    SECRET("a secret", text -> text),
    SECRET_URL("http(s) URL that is a secret", Reading::secretUrl),
    LISTEN("host:port", Reading::listen),
    MONGO_URI("mongodb:// with its login", text -> Reading.mongo(text, "any")),
    REDIS_URL("redis(s):// with its login", text -> Reading.redis(text, Redis.Mode.STANDALONE));

    private final String words;
    private final Function<String, Object> reading;

    SettingKind(String words, Function<String, Object> reading) {
        this.words = words;
        this.reading = reading;
    }

    /** What to type, for the table of settings. */
    public String words() {
        return words;
    }

    boolean isSecret() {
        return this == SECRET || this == SECRET_URL || this == MONGO_URI || this == REDIS_URL;
    }

    private static String command(String text) {
        try {
            List<String> arguments = Reading.command(text);
            return "[\"" + arguments.get(0) + "\"" + ", \"***\"".repeat(arguments.size() - 1) + "]";
        } catch (IllegalArgumentException malformed) {
            return "***";
        }
    }

    /**
     * Reads a value to see whether it can be read.
     *
     * @throws IllegalArgumentException if not; the message ends a sentence about the setting
     */
    public void check(String text) {
        Objects.requireNonNull(reading.apply(text));
    }

    /**
     * The value as it may be shown: of a connection string all but password and query, of a command its program, because arguments
     * can be secrets.
     */
    String printable(String text) {
        if (this == COMMAND) {
            return command(text);
        }
        if (!isSecret()) {
            return text;
        }
        try {
            return this == SECRET || this == SECRET_URL
                    ? "***"
                    : ConnectionString.parse(text).printable();
        } catch (IllegalArgumentException malformed) {
            return "***";
        }
    }
}
