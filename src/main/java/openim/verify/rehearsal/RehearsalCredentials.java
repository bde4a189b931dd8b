package openim.verify.rehearsal;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secrets of one rehearsal: what a real deployment keeps in its configuration files.
 *
 * @param secret OpenIM's own, of {@code share.yml}; it mints administrators' tokens
 * @param redisPassword what Redis asks of its clients
 * @param minioAccessKey who signs requests to the object store
 * @param minioSecretKey with what they are signed
 * @param adminAccount the administrator of 10009
 * @param adminPassword his password, in clear
 * @param chatAccount the phone number, with {@link #CHAT_AREA_CODE}, of the chat account that stands ready
 * @param chatPassword its password, in clear
 */
public record RehearsalCredentials(
        String secret,
        String redisPassword,
        String minioAccessKey,
        String minioSecretKey,
        String adminAccount,
        String adminPassword,
        String chatAccount,
        String chatPassword) {

    /** The area code of {@link #chatAccount}. */
    public static final String CHAT_AREA_CODE = "+86";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** New ones, that nobody can guess. */
    public static RehearsalCredentials random() {
        return new RehearsalCredentials(
                hex(16),
                hex(12),
                "root",
                hex(16),
                "chatAdmin",
                hex(8),
                "199" + String.format("%08d", RANDOM.nextInt(100_000_000)),
                hex(8));
    }

    /** Tells none of them. */
    @Override
    public String toString() {
        return "Credentials[***]";
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
