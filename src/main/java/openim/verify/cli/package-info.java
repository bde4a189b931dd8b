/**
 * The commands, as they are typed: nothing else knows picocli, and nothing depends on them.
 *
 * <p>{@link openim.verify.cli.Main} is where it starts. A command reads the settings, decides between a live deployment and the
 * rehearsal, and hands what it was asked to the rooms of {@link openim.verify.app}.
 */
@NullMarked
package openim.verify.cli;

import org.jspecify.annotations.NullMarked;
