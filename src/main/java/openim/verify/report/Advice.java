package openim.verify.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import openim.verify.verdict.CheckId;

/**
 * What it usually means that a check is red, and what to do; kept in {@code advice.yaml}, which a test holds to the catalogue.
 *
 * @param meaning what is usually broken then, and what else tells it apart
 * @param remedy what a person does
 */
record Advice(String meaning, String remedy) {

    private static final String FILE = "advice.yaml";

    /**
     * The advice on that check.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Advice on(CheckId check) {
        JsonNode entry = all().path(check.value());
        if (entry.isMissingNode()) {
            throw new IllegalArgumentException(FILE + " has no entry for " + check);
        }
        return new Advice(entry.path("red").asText(), entry.path("do").asText());
    }

    static JsonNode all() {
        try (InputStream in = Objects.requireNonNull(Advice.class.getResourceAsStream(FILE), FILE)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
