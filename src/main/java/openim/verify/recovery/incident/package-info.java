/**
 * What a person gets when it is his turn: everything that was seen and done, and how the system stands.
 *
 * <p>An {@link openim.verify.recovery.incident.Incident} asks each {@link openim.verify.recovery.incident.Source} for its text,
 * takes the secrets out, looks once more whether one is left, and only then writes. A source that fails says so in its place:
 * at that hour half a bundle is worth a lot.
 */
@NullMarked
package openim.verify.recovery.incident;

import org.jspecify.annotations.NullMarked;
