package openim.verify.host;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import openim.verify.verdict.CannotLook;

/**
 * The variables that running services have, so that whoever starts them anew can give them back: OpenIM lets {@code IMENV_} and
 * {@code CHATENV_} variables override its files, and {@code mage start} hands its own environment on.
 *
 * <p>Values may be secrets: nothing here prints one, and nothing else than the tool that needs them may be given them.
 */
public final class ServiceEnvironment {

    /** Nothing is known, and nothing handed on. */
    public static final ServiceEnvironment NONE = new ServiceEnvironment(Map.of(), Set.of());

    /** What decides how a service of OpenIM works. */
    private static final Pattern DECIDING = Pattern.compile("(IMENV|CHATENV)_.*|(?i:\\w+_proxy)|TZ");

    /** Of one shell, one unit or one run of mage, and untrue in the next. */
    private static final Pattern PASSING = Pattern.compile(
            "_|SHLVL|PWD|OLDPWD|TERM.*|COLUMNS|LINES|SSH_.*|INVOCATION_ID|JOURNAL_STREAM|NOTIFY_SOCKET|WATCHDOG_.*"
                    + "|LISTEN_(FDS|PID|FDNAMES)|MAINPID|MANAGERPID|SYSTEMD_EXEC_PID|MAGEFILE_.*");

    private final Map<String, String> variables;
    private final Set<String> undecided;

    private ServiceEnvironment(Map<String, String> variables, Set<String> undecided) {
        this.variables = new TreeMap<>(variables);
        this.undecided = new TreeSet<>(undecided);
    }

    /**
     * Reads what these processes have in common. Where they differ in what decides nothing, most of them are heard.
     *
     * @throws CannotLook if that of one cannot be read
     */
    public static ServiceEnvironment of(Collection<RunningProcess> processes) {
        List<Map<String, String>> all = new ArrayList<>();
        for (RunningProcess process : processes) {
            try {
                all.add(parsed(Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "environ"))));
            } catch (NoSuchFileException ended) {
                // It ended since it was seen, and is asked no more.
            } catch (IOException hidden) {
                throw new CannotLook(
                        "the environment of " + process + " cannot be read, so nobody knows what a restart has to give"
                                + " back",
                        hidden);
            }
        }
        return all.isEmpty() ? NONE : common(all);
    }

    /** Of an environment, what decides how a service of OpenIM works: what it is given where none runs that could tell. */
    public static ServiceEnvironment deciding(Map<String, String> environment) {
        Map<String, String> deciding = new HashMap<>(environment);
        deciding.keySet().removeIf(name -> !DECIDING.matcher(name).matches());
        return new ServiceEnvironment(deciding, Set.of());
    }

    /** As the kernel has it: entries that end in a zero byte each. */
    static Map<String, String> parsed(byte[] environ) {
        Charset ours = Charset.defaultCharset();
        Map<String, String> variables = new TreeMap<>();
        for (String entry : new String(environ, ours).split("\0", -1)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return variables;
    }

    static ServiceEnvironment common(List<Map<String, String>> all) {
        Set<String> names = all.stream()
                .flatMap(each -> each.keySet().stream())
                .filter(name -> !PASSING.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> variables = new TreeMap<>();
        Set<String> undecided = new TreeSet<>();
        for (String name : names) {
            Map<String, Long> values = all.stream()
                    .filter(each -> each.containsKey(name))
                    .collect(Collectors.groupingBy(each -> each.getOrDefault(name, ""), Collectors.counting()));
            long having = values.values().stream().mapToLong(Long::longValue).sum();
            String usual = values.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElseThrow();
            boolean alike = values.size() == 1 && having == all.size();
            // What our own character set has no sign for would be handed on as another value.
            boolean readable = usual.indexOf('\uFFFD') < 0;
            if (readable && having * 2 >= all.size()) {
                variables.put(name, usual);
            }
            if (DECIDING.matcher(name).matches() && !(alike && readable)) {
                undecided.add(name);
            }
        }
        return new ServiceEnvironment(variables, undecided);
    }

    /** The names of what decides, and cannot be given back by one command, because the services differ in it. */
    public Set<String> undecided() {
        return Set.copyOf(undecided);
    }

    /** Whether no service told of anything. */
    public boolean isEmpty() {
        return variables.isEmpty() && undecided.isEmpty();
    }

    /** The names of what decides, and is not in that other one as it is here. */
    public Set<String> lostIn(ServiceEnvironment other) {
        return variables.entrySet().stream()
                .filter(each -> DECIDING.matcher(each.getKey()).matches())
                .filter(each -> !each.getValue().equals(other.variables.get(each.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What overrides OpenIM's files, with its values: for whoever reads those files as the services do. */
    public Map<String, String> overriding() {
        Map<String, String> overriding = new TreeMap<>(variables);
        overriding.keySet().removeIf(name -> !name.startsWith("IMENV_") && !name.startsWith("CHATENV_"));
        return overriding;
    }

    /** Adds what a tool would not have by itself; what it needs to find itself stays its own. */
    void addTo(Map<String, String> environment) {
        variables.forEach((name, value) -> {
            if (AllowedEnvironment.isOfTools(name)) {
                environment.putIfAbsent(name, value);
            } else {
                environment.put(name, value);
            }
        });
    }

    /** Names alone. */
    @Override
    public String toString() {
        return variables.keySet().toString();
    }
}
