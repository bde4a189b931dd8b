package openim.verify.config.deployment;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.Reading;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.Sourced;
import openim.verify.config.yaml.NoYaml;
import openim.verify.config.yaml.Unreadable;
import openim.verify.config.yaml.YamlNode;

/**
 * The configuration of OpenIMServer or ChatServer as those read it: files in YAML, each value of which an environment variable
 * overrides ({@code IMENV_SHARE_SECRET} is {@code secret} in share.yml).
 */
final class ServerConfiguration {

    private final String prefix;
    private final Function<String, Optional<ConfigurationFile>> files;
    private final Map<String, Sourced> environment;
    private final DeploymentValues values;
    private final Problems problems;
    private final Map<String, YamlNode> documents = new HashMap<>();
    private final Map<String, String> broken = new HashMap<>();

    /**
     * That of one server.
     *
     * @param prefix of its environment variables
     * @param files by name; empty for one that is not there
     * @param values told which files OpenIM cannot read
     */
    ServerConfiguration(
            String prefix,
            Function<String, Optional<ConfigurationFile>> files,
            Map<String, Sourced> environment,
            DeploymentValues values,
            Problems problems) {
        this.prefix = prefix;
        this.files = files;
        this.environment = environment;
        this.values = values;
        this.problems = problems;
    }

    /** Insists on files without which this is no configuration of that server. */
    void require(SettingKey directoryKey, Path directory, List<String> names) {
        for (String name : names) {
            if (!Files.isRegularFile(directory.resolve(name))) {
                problems.add(directoryKey, "there is no " + directory.resolve(name));
            }
        }
    }

    boolean has(String file) {
        return files.apply(file).isPresent();
    }

    /** Where a file lies, for people. */
    String where(String file) {
        return files.apply(file).map(ConfigurationFile::where).orElse(file);
    }

    /** Says of settings that a file should tell why it does not, if it cannot be read. */
    void explain(String file, SettingKey... keys) {
        node(file, "");
        Optional.ofNullable(broken.get(file)).ifPresent(why -> {
            for (SettingKey key : keys) {
                values.unknown(key, why);
            }
        });
    }

    /** A single value, unless it is blank. */
    Optional<Sourced> text(String file, String path) {
        return fromEnvironment(file, path).or(() -> node(file, path).text().map(text -> sourced(file, text)));
    }

    /** A list, joined with commas, unless it is empty. */
    Optional<Sourced> list(String file, String path) {
        return fromEnvironment(file, path)
                .or(() -> Optional.of(String.join(",", node(file, path).texts()))
                        .filter(joined -> !joined.isEmpty())
                        .map(joined -> sourced(file, joined)));
    }

    /** The names at the top of a file, and those below which a variable sets anything. */
    Set<String> sections(String file) {
        Set<String> sections = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        node(file, "");
        sections.addAll(documents.getOrDefault(file, YamlNode.NOTHING).fields().keySet());
        Pattern variable = Pattern.compile(
                prefix + "_" + file.replaceFirst("\\.ya?ml$", "") + "_([A-Z0-9]+)_.+", Pattern.CASE_INSENSITIVE);
        environment.keySet().stream()
                .map(variable::matcher)
                .filter(Matcher::matches)
                .forEach(matcher -> sections.add(matcher.group(1).toLowerCase(Locale.ROOT)));
        return sections;
    }

    /** The first of a list. */
    Optional<Sourced> first(String file, String path) {
        return list(file, path)
                .flatMap(list -> Reading.list(list.value()).stream()
                        .findFirst()
                        .map(first -> new Sourced(first, list.source())));
    }

    /** A field of the first element of a list. */
    Optional<Sourced> first(String file, String path, String field) {
        return node(file, path).elements().stream()
                .flatMap(element -> element.at(field).text().stream())
                .findFirst()
                .map(text -> sourced(file, text));
    }

    /** The values of a mapping, joined with commas, unless it is empty. */
    Optional<Sourced> values(String file, String path) {
        List<String> values = node(file, path).fields().entrySet().stream()
                .flatMap(
                        field -> fromEnvironment(file, path + "." + field.getKey())
                                .map(Sourced::value)
                                .or(() -> field.getValue().text())
                                .stream())
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(sourced(file, String.join(",", values)));
    }

    private Optional<Sourced> fromEnvironment(String file, String path) {
        String variable = prefix + "_" + file.replaceFirst("\\.ya?ml$", "") + "_" + path;
        String name = variable.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        return Optional.ofNullable(environment.get(name))
                .filter(sourced -> !sourced.value().isBlank());
    }

    private Sourced sourced(String file, String text) {
        return new Sourced(text, where(file));
    }

    private YamlNode node(String file, String path) {
        YamlNode document = documents.computeIfAbsent(file, this::read);
        return path.isEmpty() ? YamlNode.NOTHING : document.at(path);
    }

    private YamlNode read(String file) {
        Optional<ConfigurationFile> found = files.apply(file);
        if (found.isEmpty()) {
            return YamlNode.NOTHING;
        }
        String where = found.get().where();
        try {
            return found.get().content().read();
        } catch (IOException unreadable) {
            String why = Unreadable.sentence(where, unreadable);
            broken.put(file, why);
            problems.warn(where, why + "; what it says is not known");
            if (unreadable instanceof NoYaml || unreadable instanceof CharacterCodingException) {
                values.fault(SettingKey.SERVER_DIR, where, why + ", so that OpenIM cannot read it either");
            }
            return YamlNode.NOTHING;
        }
    }
}
