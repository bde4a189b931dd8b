package openim.verify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

/** The jar for live use, against the one that has everything: it lacks nothing that it calls, and holds nothing that it need not. */
class LiveJarIT {

    /** What a part is able to work with and need not: never there in live use, and looked for only by who asks for it. */
    private static final Map<String, String> OPTIONAL = Map.of(
            "io/netty/", "another transport of MongoDB's driver, which is taken where its settings ask for it",
            "software/amazon/awssdk/",
                    "logging in to MongoDB by Amazon's identities, which asks for a library of its own",
            "org/jose4j/", "Kafka by OAuth, which no setting of ours offers",
            "org/apache/logging/log4j/", "another backend of JBoss Logging, which looks whether it is there",
            "io/opentelemetry/", "exemplars of metrics, taken where somebody traces",
            "jakarta/enterprise/", "an annotation for servers",
            "io/fabric8/kubernetes/api/model/", "kinds of a cluster's resources that nobody asks for",
            "org/apache/commons/collections", "names that Jackson refuses to make objects of",
            "module-info", "a name that a compiler writes");

    private static final Pattern CLASS = Pattern.compile("(?:META-INF/versions/\\d+/)?(.+)\\.class");
    private static final Pattern TYPE = Pattern.compile("L([^;]+);");
    private static final Pattern NAME = Pattern.compile("[\\w$]+([./][\\w$]+)+");

    private static final int OF_CLASS = 7;
    private static final int OF_STRING = 8;
    private static final int OF_NAME_AND_TYPE = 12;
    private static final int OF_METHOD_TYPE = 16;

    @Test
    void itLacksNothingThatItCalls() throws IOException {
        try (JarFile live = new JarFile("target/openim-verify.jar");
                JarFile everything = new JarFile("target/openim-verify-rehearsal.jar")) {
            Map<String, List<JarEntry>> there = classes(live);
            Set<String> known = classes(everything).keySet();
            assertThat(there).hasSizeGreaterThan(10_000);

            Map<String, String> lacking = new TreeMap<>();
            Set<String> reached = new HashSet<>();
            Deque<String> open = new ArrayDeque<>(providers(live));
            there.keySet().stream()
                    .filter(name -> name.startsWith("openim/verify/"))
                    .forEach(open::add);
            while (!open.isEmpty()) {
                String caller = open.pop();
                if (reached.add(caller)) {
                    for (JarEntry entry : there.getOrDefault(caller, List.of())) {
                        for (String called : references(live, entry, known::contains)) {
                            if (there.containsKey(called)) {
                                open.push(called);
                            } else if (OPTIONAL.keySet().stream().noneMatch(called::startsWith)) {
                                lacking.put(called, "called by " + caller);
                            }
                        }
                    }
                }
            }

            assertThat(lacking).isEmpty();
            assertThat(reached).hasSizeGreaterThan(5_000);
        }
    }

    @Test
    void itHoldsNoLibraryOfAMachineThatNobodyRunsItOn() throws IOException {
        try (JarFile live = new JarFile("target/openim-verify.jar")) {
            assertThat(live.stream().map(JarEntry::getName))
                    .filteredOn(name -> name.matches(".*\\.(so|dll|dylib|jnilib)"))
                    .isNotEmpty()
                    .noneMatch(name ->
                            name.matches(".*(FreeBSD|Android|android|AIX|SunOS|aix|freebsd|ppc|s390|riscv|mips).*"));
        }
    }

    /** A tool that reads a jar as a module would take it for another one. */
    @Test
    void itIsNoModuleOfSomebodyElse() throws IOException {
        try (JarFile live = new JarFile("target/openim-verify.jar")) {
            assertThat(live.stream().map(JarEntry::getName)).noneMatch(name -> name.endsWith("module-info.class"));
        }
    }

    /** Each class by its name, with its forms for other versions of Java. */
    private static Map<String, List<JarEntry>> classes(JarFile jar) {
        Map<String, List<JarEntry>> classes = new HashMap<>();
        for (JarEntry entry : Collections.list(jar.entries())) {
            Matcher name = CLASS.matcher(entry.getName());
            if (name.matches()) {
                classes.computeIfAbsent(name.group(1), none -> new ArrayList<>())
                        .add(entry);
            }
        }
        return classes;
    }

    private static List<String> providers(JarFile jar) {
        return Collections.list(jar.entries()).stream()
                .filter(entry -> !entry.isDirectory() && entry.getName().startsWith("META-INF/services/"))
                .flatMap(entry -> lines(jar, entry).stream())
                .map(line -> line.replaceAll("#.*", "").strip().replace('.', '/'))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> lines(JarFile jar, JarEntry entry) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What a class names, also by a string that is the name of a class: so it is loaded by reflection. */
    private static Set<String> references(JarFile jar, JarEntry entry, Predicate<String> isClass) throws IOException {
        ClassReader reader = new ClassReader(jar.getInputStream(entry).readAllBytes());
        char[] buffer = new char[reader.getMaxStringLength()];
        Set<String> names = new HashSet<>();
        for (int item = 1; item < reader.getItemCount(); item++) {
            int offset = reader.getItem(item);
            if (offset > 0) {
                switch (reader.readByte(offset - 1)) {
                    case OF_CLASS -> {
                        String name = reader.readUTF8(offset, buffer);
                        names.add(name);
                        types(name, names);
                    }
                    case OF_STRING -> {
                        String text = reader.readUTF8(offset, buffer);
                        if (text != null && NAME.matcher(text).matches()) {
                            names.add(text.replace('.', '/'));
                        }
                    }
                    case OF_NAME_AND_TYPE -> types(reader.readUTF8(offset + 2, buffer), names);
                    case OF_METHOD_TYPE -> types(reader.readUTF8(offset, buffer), names);
                    default -> {
                        // A number, or made of the others.
                    }
                }
            }
        }
        names.removeIf(isClass.negate());
        return names;
    }

    private static void types(String descriptor, Set<String> names) {
        TYPE.matcher(descriptor).results().forEach(type -> names.add(type.group(1)));
    }
}
