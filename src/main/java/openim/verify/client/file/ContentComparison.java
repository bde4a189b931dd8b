package openim.verify.client.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import openim.verify.client.net.HttpAnswer;
import openim.verify.client.net.HttpCall;

/** Compares what comes in with what should, as it comes, and reads no more than one byte too many. */
final class ContentComparison implements HttpCall.Body {

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
