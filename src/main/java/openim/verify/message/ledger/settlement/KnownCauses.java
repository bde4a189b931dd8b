package openim.verify.message.ledger.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import openim.verify.message.ledger.Layer;
import openim.verify.message.ledger.State;

/** What was seen to be the cause of such an end, kept in {@code causes.yaml}. */
final class KnownCauses {

    private static final String FILE = "causes.yaml";

    private final JsonNode all;

    private KnownCauses(JsonNode all) {
        this.all = all;
    }

    static KnownCauses read() {
        try (InputStream in = Objects.requireNonNull(KnownCauses.class.getResourceAsStream(FILE), FILE)) {
            return new KnownCauses(new YAMLMapper().readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + FILE, unreadable);
        }
    }

    /** The cause that is known for the state, by the layer that saw the message last; empty if none is. */
    String of(State state, Optional<Layer> lastSeen) {
        JsonNode causes = all.path(state.word());
        String own = causes.path(lastSeen.map(Layer::word).orElse("nowhere")).asText("");
        return own.isEmpty() ? causes.path("any").asText("") : own;
    }
}
