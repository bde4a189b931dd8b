/** YAML, read as text: OpenIM's files and ours hold passwords that look like numbers. */
@NullMarked
package openim.verify.config.yaml;

import org.jspecify.annotations.NullMarked;
