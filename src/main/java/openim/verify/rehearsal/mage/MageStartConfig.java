package openim.verify.rehearsal.mage;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A checkout's {@code start-config.yml}: how many processes of each binary there should be, and the tools run before. */
record MageStartConfig(Map<String, Integer> serviceBinaries, List<String> toolBinaries) {

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static MageStartConfig of(Path directory) throws IOException {
        return YAML.readValue(directory.resolve("start-config.yml").toFile(), MageStartConfig.class);
    }
}
