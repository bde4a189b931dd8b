package openim.verify.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openim.verify.app.program.UsageException;
import openim.verify.config.Inputs;
import openim.verify.config.Presence;
import openim.verify.rehearsal.Edition;
import openim.verify.target.Rehearsal;
import openim.verify.target.Rehearsal.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of which release a rehearsal is that somebody asks for. */
class RehearsedReleaseTest {

    @TempDir
    Path directory;

    private final List<Edition> started = new ArrayList<>();

    /** Starts none, and notes which one it was to be. */
    private final Rehearsal.Provider provider = (form, release, instances) -> {
        started.add(Edition.named(release));
        throw new IllegalStateException("none is started here");
    };

    private void start(Inputs inputs) {
        assertThatThrownBy(() -> TargetResolver.started(provider, Form.TOGETHER, inputs))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itIsMainUnlessSomethingElseIsSaidInAnyPlace() {
        Inputs embedded = Inputs.in(directory).withCommandLine(Map.of("openim.target", "embedded"));
        start(embedded);
        start(embedded.withEnvironment(Map.of("OPENIM_REHEARSAL_RELEASE", "v3.8.2")));
        start(embedded.withSystemProperties(Map.of("openim.rehearsal.release", "3.8.1")));
        start(Inputs.in(directory)
                .withCommandLine(Map.of("openim.target", "embedded", "openim.rehearsal.release", "3.8.3-patch.15")));

        assertThat(started).containsExactly(Edition.MAIN, Edition.V3_8_2, Edition.V3_8_1, Edition.V3_8_3_PATCH_15);
    }

    @Test
    void aReleaseThatNoRehearsalIsOfIsAnsweredWithThoseThereAre() {
        Inputs inputs = Inputs.in(directory)
                .withCommandLine(Map.of("openim.target", "embedded", "openim.rehearsal.release", "3.7.0"));

        assertThatThrownBy(() -> TargetResolver.started(Rehearsal.provider().orElseThrow(), Form.TOGETHER, inputs))
                .isInstanceOf(UsageException.class)
                .hasMessage("openim.rehearsal.release is 3.7.0: no rehearsal is a release of that name; there are main,"
                        + " 3.8.3-patch.15, 3.8.2, 3.8.1");
    }

    @Test
    void theVariableIsNoSignOfALiveDeployment() {
        Inputs inputs = Inputs.in(directory).withEnvironment(Map.of("OPENIM_REHEARSAL_RELEASE", "3.8.2"));

        assertThat(Presence.of(inputs).found()).isEmpty();
    }
}
