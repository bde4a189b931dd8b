package openim.verify.client.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's key with a certificate that no authority of the JDK vouches for.
 *
 * @param pem the certificate, which is its own authority
 */
public record Certificates(Path pem, SSLContext server) {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes one for {@code 127.0.0.1}, or for a name that is not ours. */
    public static Certificates selfSigned(Path directory, String subjectAlternativeName)
            throws IOException, InterruptedException, GeneralSecurityException {
        return selfSigned(directory, subjectAlternativeName, "-0d", 2);
    }

    /**
     * The same.
     *
     * @param from when it begins, from now, as keytool has it: {@code -10d}
     * @param days how many it lasts from then on
     */
    public static Certificates selfSigned(Path directory, String subjectAlternativeName, String from, int days)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + subjectAlternativeName,
                        "-startdate",
                        from,
                        "-validity",
                        String.valueOf(days),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.out").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException(Files.readString(directory.resolve("keytool.out")));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        String body = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        Path pem = Files.writeString(
                directory.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        return new Certificates(pem, context);
    }
}
