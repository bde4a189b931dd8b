package openim.verify.config.setting;

/**
 * Where a value came from.
 *
 * @param key the setting, such as {@code openim.api.url}
 * @param printable the value, secrets masked
 * @param source who said so: {@code command line}, {@code environment OPENIM_SECRET}, a file's path, {@code default}
 * @param ofDeployment whether it stands in the deployment's own files or variables, so that OpenIM has the same
 */
public record Origin(String key, String printable, String source, boolean ofDeployment) {}
