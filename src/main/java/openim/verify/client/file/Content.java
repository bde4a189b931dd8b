package openim.verify.client.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What a file should hold: the bytes themselves, or what was noted of them.
 *
 * @param sha256 in lower-case hex
 * @param bytes empty where only size and digest are known; not to be changed
 */
public record Content(long size, String sha256, Optional<byte[]> bytes) {

    public Content {
        if (size <= 0 || sha256.length() != 64) {
            throw new IllegalArgumentException("no content: " + size + " bytes, sha256 '" + sha256 + "'");
        }
    }

    public static Content of(byte[] bytes) {
        return new Content(bytes.length, hex(newDigest().digest(bytes)), Optional.of(bytes.clone()));
    }

    /** Of a file from before. */
    public static Content noted(long size, String sha256) {
        return new Content(size, sha256, Optional.empty());
    }

    /** Bytes that no file had before: for a known hash the server skips the upload, and nothing would be proven. */
    public static Content fresh(int size) {
        RandomGenerator random = new Random();
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return of(bytes);
    }

    /**
     * What OpenIM and its object store know the bytes by.
     *
     * @throws IllegalArgumentException if the bytes are not known
     */
    public String hash() {
        return parts().hash();
    }

    /** As an upload cuts them. */
    UploadParts parts() {
        return new UploadParts(bytes.orElseThrow(() -> new IllegalArgumentException("the bytes are not known")));
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    @Override
    public String toString() {
        return size + " bytes, sha256 " + sha256.substring(0, 12) + "...";
    }
}
