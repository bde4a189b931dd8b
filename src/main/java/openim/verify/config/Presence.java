package openim.verify.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openim.verify.config.setting.Problems;
import openim.verify.config.setting.SettingKey;
import openim.verify.config.setting.SettingsException;
import openim.verify.config.setting.TargetMode;

/**
 * What shows that somebody means a real deployment, as far as settings can show it.
 *
 * @param target what {@code openim.target} says
 * @param namedBy the settings that say where a deployment is, each with where it came from
 * @param variables the names of the {@code OPENIM_} variables that are set, be they ours or not, but for those
 *     of rehearsals
 * @param settingsFiles the settings files that there are
 * @param reports where earlier runs would have left their results
 */
public record Presence(
        Optional<TargetMode> target,
        List<String> namedBy,
        List<String> variables,
        List<Path> settingsFiles,
        Path reports) {

    /** These speak of no deployment. */
    private static final Set<String> ABOUT_REHEARSALS = Set.of(
            SettingKey.TARGET.environmentName(),
            SettingKey.REHEARSAL_RELEASE.environmentName(),
            SettingKey.REHEARSAL_INSTANCES.environmentName());

    public Presence {
        namedBy = List.copyOf(namedBy);
        variables = List.copyOf(variables);
        settingsFiles = List.copyOf(settingsFiles);
    }

    /**
     * Looks, before a deployment is chosen.
     *
     * @throws SettingsException with everything that can be wrong with settings without knowing the deployment
     */
    public static Presence of(Inputs inputs) {
        Problems problems = new Problems();
        GivenSettings given = GivenSettings.read(inputs, problems);
        Values values = given.values().withDefaults();
        values.check(problems);
        problems.throwIfAny();
        return new Presence(
                given.target(),
                Arrays.stream(SettingKey.values())
                        .filter(SettingKey::namesDeployment)
                        .flatMap(key -> values.find(key).stream().map(from -> key.key() + " (" + from.source() + ")"))
                        .toList(),
                inputs.environment().keySet().stream()
                        .filter(name -> name.startsWith("OPENIM_") && !ABOUT_REHEARSALS.contains(name))
                        .sorted()
                        .toList(),
                inputs.settingsFiles(),
                values.path(SettingKey.REPORTS, inputs).orElseThrow());
    }

    /** Everything that was found, a phrase each; empty if nothing was. */
    public List<String> found() {
        return Stream.of(
                        target.map(mode -> SettingKey.TARGET.key()).stream(),
                        namedBy.stream(),
                        variables.stream().map(name -> "the variable " + name),
                        settingsFiles.stream().map(file -> "the file " + file))
                .flatMap(phrases -> phrases)
                .toList();
    }
}
