package openim.verify.config.yaml;

import java.io.IOException;

/** A file is no YAML, whoever reads it. */
public final class NoYaml extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message says where, and repeats nothing of the content
     */
    NoYaml(String message, Throwable cause) {
        super(message, cause);
    }
}
