package openim.verify.rehearsal.service.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import openim.verify.rehearsal.service.rpc.RpcFailure;

/** Writes and reads JSON web tokens signed with OpenIM's secret (HS256); their times are whole seconds. */
public final class TokenSigner {

    /** {@code tokenPolicy.expire} of openim-rpc-auth.yml. */
    public static final Duration VALID = Duration.ofDays(90);

    private static final Duration BACKDATED = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SecretKeySpec key;

    public TokenSigner(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** A token that says this. */
    public String sign(String userId, int platform) {
        Instant now = Instant.now();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("UserID", userId);
        claims.put("PlatformID", platform);
        claims.put("exp", now.plus(VALID).getEpochSecond());
        claims.put("iat", now.minus(BACKDATED).getEpochSecond());
        String unsigned = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encode(JSON.valueToTree(claims).toString().getBytes(StandardCharsets.UTF_8));
        return unsigned + "." + encode(mac(unsigned));
    }

    /**
     * What a token of ours says.
     *
     * @throws RpcFailure 1503 if it is no token, 1505 if it is not ours, 1501 if it is over
     */
    public Claims read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw malformed();
        }
        JsonNode claims = decode(parts[1]);
        Claims read = new Claims(
                claims.path("UserID").asText(),
                claims.path("PlatformID").asInt(),
                Instant.ofEpochSecond(claims.path("exp").asLong()));
        if (!MessageDigest.isEqual(mac(parts[0] + "." + parts[1]), bytes(parts[2]))) {
            throw new RpcFailure(1505, "signature is invalid", "");
        }
        if (read.expires().isBefore(Instant.now())) {
            throw new RpcFailure(1501, "TokenExpiredError", "");
        }
        return read;
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private static JsonNode decode(String part) {
        try {
            return JSON.readTree(bytes(part));
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static byte[] bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static RpcFailure malformed() {
        return new RpcFailure(1503, "TokenMalformedError", "");
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
