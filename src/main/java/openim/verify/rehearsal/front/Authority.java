package openim.verify.rehearsal.front;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of the rehearsal's own, which vouches for servers by the JDK's {@code keytool}. It lives in a directory. For one thread at a time. */
final class Authority implements AutoCloseable {

    private static final String PASSWORD = "rehearsal";
    private static final int PATIENCE_SECONDS = 180;

    private final Path directory;
    private final Path store;
    private final Path certificate;
    private int servers;

    Authority() {
        try {
            directory = Files.createTempDirectory("openim-rehearsal-tls");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = directory.resolve("keys.p12");
        certificate = directory.resolve("ca.pem");
        generate("ca", "-dname", "CN=Rehearsal Authority", "-ext", "bc:c", "-validity", "30");
        keytool("-exportcert", "-rfc", "-alias", "ca", "-file", certificate.toString());
    }

    /** Its own certificate, in PEM. */
    Path certificate() {
        return certificate;
    }

    /** A server's certificate for this name, good from now on. */
    SSLContext good(String name) {
        return server("good", name, "-validity", "20");
    }

    /** One that was good until a week ago. */
    SSLContext expired(String name) {
        return server("expired", name, "-startdate", "-20d", "-validity", "13");
    }

    private SSLContext server(String kind, String name, String... validity) {
        String alias = kind + ++servers;
        List<String> options =
                new ArrayList<>(List.of("-dname", "CN=" + alias, "-ext", "san=" + name, "-signer", "ca"));
        options.addAll(List.of(validity));
        generate(alias, options.toArray(String[]::new));
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore all = KeyStore.getInstance("PKCS12");
            all.load(in, PASSWORD.toCharArray());
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(
                    alias,
                    all.getKey(alias, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    all.getCertificateChain(alias));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate for " + name, e);
        }
    }

    private void generate(String alias, String... options) {
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-alias", alias));
        command.addAll(List.of(options));
        keytool(command.toArray(String[]::new));
    }

    private void keytool(String... command) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        all.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        all.addAll(List.of(command));
        all.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Path output = directory.resolve("keytool.out");
        try {
            Process keytool = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new IllegalStateException("keytool " + command[0] + ": " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("this lie needs the keytool of a JDK", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
