import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Says which lambdas the classes of a package have, in the words of a list of classes: {@code Lambdas.java JAR PREFIX}.
 *
 * <p>The JVM spins a class for each lambda when it is first reached, a third of a millisecond each; those on the list it has in
 * memory. The list of the libraries' is written by a run, for they do not change; ours is read from the class files.
 */
final class Lambdas {

    private static final String[] KINDS = {
        "", "REF_getField", "REF_getStatic", "REF_putField", "REF_putStatic", "REF_invokeVirtual", "REF_invokeStatic",
        "REF_invokeSpecial", "REF_newInvokeSpecial", "REF_invokeInterface"
    };

    private final String name;
    private final Object[] constants;
    private final int[][] bootstraps;

    public static void main(String[] arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        try (JarFile jar = new JarFile(arguments[0])) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(arguments[1]) && entry.getName().endsWith(".class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        lines.addAll(new Lambdas(new DataInputStream(in)).lines());
                    }
                }
            }
        }
        lines.stream().sorted().distinct().forEach(System.out::println);
    }

    /** A constant that refers to others, or to a bootstrap method. */
    private record Reference(int tag, int first, int second) {}

    private Lambdas(DataInputStream in) throws IOException {
        in.skipNBytes(8);
        constants = constants(in);
        in.skipNBytes(2);
        name = text(((Reference) constants[in.readUnsignedShort()]).first());
        in.skipNBytes(2);
        in.skipNBytes(2L * in.readUnsignedShort());
        for (int members = 0; members < 2; members++) {
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                in.skipNBytes(6);
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    in.skipNBytes(2);
                    in.skipNBytes(in.readInt());
                }
            }
        }
        bootstraps = bootstraps(in);
    }

    private static Object[] constants(DataInputStream in) throws IOException {
        Object[] constants = new Object[in.readUnsignedShort()];
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3, 4 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> constants[i] = new Reference(tag, in.readUnsignedShort(), 0);
                case 15 -> constants[i] = new Reference(tag, in.readUnsignedByte(), in.readUnsignedShort());
                default -> constants[i] = new Reference(tag, in.readUnsignedShort(), in.readUnsignedShort());
            }
        }
        return constants;
    }

    private int[][] bootstraps(DataInputStream in) throws IOException {
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            String attribute = text(in.readUnsignedShort());
            int length = in.readInt();
            if (!attribute.equals("BootstrapMethods")) {
                in.skipNBytes(length);
                continue;
            }
            int[][] found = new int[in.readUnsignedShort()][];
            for (int i = 0; i < found.length; i++) {
                int method = in.readUnsignedShort();
                found[i] = new int[in.readUnsignedShort() + 1];
                found[i][0] = method;
                for (int argument = 1; argument < found[i].length; argument++) {
                    found[i][argument] = in.readUnsignedShort();
                }
            }
            return found;
        }
        return new int[0][];
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Object constant : constants) {
            if (constant instanceof Reference call && call.tag() == 18) {
                int[] bootstrap = bootstraps[call.first()];
                if (method(bootstrap[0]).startsWith("REF_invokeStatic java/lang/invoke/LambdaMetafactory metafactory ")) {
                    lines.add("@lambda-proxy " + name + " " + nameAndType(call.second()) + " " + type(bootstrap[1]) + " "
                            + method(bootstrap[2]) + " " + type(bootstrap[3]));
                }
            }
        }
        return lines;
    }

    private String method(int handle) {
        Reference kind = (Reference) constants[handle];
        Reference member = (Reference) constants[kind.second()];
        return KINDS[kind.first()] + " " + text(((Reference) constants[member.first()]).first()) + " "
                + nameAndType(member.second());
    }

    private String nameAndType(int index) {
        Reference both = (Reference) constants[index];
        return text(both.first()) + " " + text(both.second());
    }

    private String type(int index) {
        return text(((Reference) constants[index]).first());
    }

    private String text(int index) {
        return (String) constants[index];
    }
}
