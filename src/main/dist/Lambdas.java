import static org.objectweb.asm.Opcodes.ASM9;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;

/**
 * Says which lambdas the classes of a package have, in the words of a list of classes: {@code Lambdas.java JAR PREFIX}.
 *
 * <p>The JVM spins a class for each lambda when it is first reached, a third of a millisecond each; those on the list it has in
 * memory. The list of the libraries' is written by a run, for they do not change; ours is read from the class files.
 */
final class Lambdas extends ClassVisitor {

    /** By the tags that ASM has for them. */
    private static final String[] KINDS = {
        "", "REF_getField", "REF_getStatic", "REF_putField", "REF_putStatic", "REF_invokeVirtual", "REF_invokeStatic",
        "REF_invokeSpecial", "REF_newInvokeSpecial", "REF_invokeInterface"
    };

    private final SortedSet<String> lines;
    private String in = "";

    private Lambdas(SortedSet<String> lines) {
        super(ASM9);
        this.lines = lines;
    }

    public static void main(String[] arguments) throws IOException {
        SortedSet<String> lines = new TreeSet<>();
        try (JarFile jar = new JarFile(arguments[0])) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(arguments[1]) && entry.getName().endsWith(".class")) {
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        new ClassReader(bytes).accept(new Lambdas(lines), ClassReader.SKIP_DEBUG);
                    }
                }
            }
        }
        lines.forEach(System.out::println);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        in = name;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] exceptions) {
        return new MethodVisitor(ASM9) {
            @Override
            public void visitInvokeDynamicInsn(String call, String type, Handle bootstrap, Object... arguments) {
                if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                        && bootstrap.getName().equals("metafactory")) {
                    Handle body = (Handle) arguments[1];
                    lines.add(String.join(" ", "@lambda-proxy", in, call, type, arguments[0].toString(),
                            KINDS[body.getTag()], body.getOwner(), body.getName(), body.getDesc(), arguments[2].toString()));
                }
            }
        };
    }
}
