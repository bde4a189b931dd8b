package openim.verify.client.api;

import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RedirectConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import openim.verify.client.Token;
import openim.verify.client.net.OneExchangeClient;

/**
 * One call as REST Assured sends it.
 *
 * <p>REST Assured is told to decode, parse, log and filter nothing: that is the cheap part of it, and the body of a server
 * that is not well must be bounded and looked at before it is parsed.
 */
@SuppressWarnings("deprecation")
record Request(URI url, String operationId, String body, Optional<Token> token) {

    /** More than any answer that we ask for has. */
    static final int LARGEST_ANSWER = 4 * 1024 * 1024;

    RawAnswer sendOver(OneExchangeClient client) throws IOException {
        RequestSpecification request = RestAssured.given()
                .config(quiet().httpClient(HttpClientConfig.httpClientConfig().httpClientFactory(() -> client)))
                .contentType("application/json")
                .header("operationID", operationId)
                .body(body);
        token.ifPresent(t -> request.header("token", t.value()));
        Response response = request.post(url);
        try (InputStream in = response.asInputStream()) {
            byte[] start = in.readNBytes(LARGEST_ANSWER + 1);
            if (start.length > LARGEST_ANSWER) {
                // Else closing the stream would read on to its end.
                client.breakOff();
            }
            return new RawAnswer(
                    response.statusCode(),
                    Optional.ofNullable(response.contentType()).orElse(""),
                    Optional.ofNullable(response.header("Location")),
                    new String(start, StandardCharsets.UTF_8),
                    start.length > LARGEST_ANSWER);
        }
    }

    private static RestAssuredConfig quiet() {
        return RestAssuredConfig.newConfig()
                .redirect(RedirectConfig.redirectConfig().followRedirects(false))
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders())
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .defaultContentCharset("UTF-8"));
    }
}
