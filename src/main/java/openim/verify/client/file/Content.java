package openim.verify.client.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import openim.verify.client.net.HttpAnswer;
import openim.verify.client.net.HttpCall;

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

    /** Compares what comes in with what should, as it comes, and reads no more than one byte too many. */
    static final class ContentComparison implements HttpCall.Body {

        private static final int CHUNK = 16 * 1024;

        private final Content expected;
        private final MessageDigest digest = Content.newDigest();
        private long count;
        private long firstDifference = -1;
        private String beginning = "";

        ContentComparison(Content expected) {
            this.expected = expected;
        }

        @Override
        public void take(InputStream in) throws IOException {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0 && count <= expected.size(); read = in.read(chunk)) {
                if (count == 0) {
                    beginning = new String(chunk, 0, Math.min(read, 200), StandardCharsets.UTF_8);
                }
                noteDifference(chunk, read);
                digest.update(chunk, 0, read);
                count += read;
            }
        }

        private void noteDifference(byte[] chunk, int length) {
            byte[] bytes = expected.bytes().orElse(null);
            if (bytes == null || firstDifference >= 0) {
                return;
            }
            for (int i = 0; i < length && count + i < bytes.length; i++) {
                if (chunk[i] != bytes[(int) count + i]) {
                    firstDifference = count + i;
                    return;
                }
            }
        }

        long count() {
            return count;
        }

        /** What is different; empty if nothing is. */
        Optional<String> difference() {
            if (HttpAnswer.looksLikeHtml(beginning)) {
                return Optional.of("an HTML page came");
            }
            if (count > expected.size()) {
                return Optional.of("more than the " + expected.size() + " bytes came");
            }
            if (firstDifference >= 0) {
                return Optional.of("byte " + firstDifference + " is the first that differs");
            }
            if (count < expected.size()) {
                return Optional.of("only " + count + " of " + expected.size() + " bytes came");
            }
            String sha256 = Content.hex(digest.digest());
            return sha256.equals(expected.sha256())
                    ? Optional.empty()
                    : Optional.of("of the same size, but sha256 " + sha256);
        }
    }
}
