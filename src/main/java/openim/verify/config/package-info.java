/**
 * What this program was told about the deployment it verifies, and where it learned it.
 *
 * <p>Values come from five places, the earlier ones first: the command line, the environment ({@code OPENIM_*}), the
 * settings file {@code openim-verify.yaml}, the deployment's own files, and defaults. {@link openim.verify.config.setting.SettingKey}
 * is the one table of keys; help, the README, the detection of misspelt keys and the list that Maven passes on come from it.
 * {@link openim.verify.config.SettingsLoader} reads all places and hands back one immutable
 * {@link openim.verify.config.Settings}, or everything that is wrong with it, at once, before anything is contacted.
 *
 * <p>To add a setting: one line in {@code SettingKey}, a component in the record it belongs to, and the line that fills it in, in that
 * record's {@code of}; of stores and limits in {@code SettingsLoader}.
 *
 * <p>A {@link openim.verify.config.secret.Secret} shows its value only where it is asked for by name, and every one of them is known
 * to {@link openim.verify.config.Settings#secrets()}, so that what is written can be searched for them.
 */
@NullMarked
package openim.verify.config;

import org.jspecify.annotations.NullMarked;
