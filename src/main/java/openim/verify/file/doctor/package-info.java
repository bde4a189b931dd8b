/**
 * The doctor of {@code externalAddress}: why files work for the server and not for its users, and what to change.
 *
 * <p>In three steps, each a value. A {@link openim.verify.file.doctor.FileDiagnosis} asks for leave to upload, goes where clients
 * are sent, and notes what it meets on the way: {@link openim.verify.file.doctor.Examined}. Those facts, and nothing else, tell what
 * they show to be wrong. A {@link openim.verify.file.doctor.FileFinding} says what is wrong and what to change, given the {@link openim.verify.file.doctor.Setting} of this deployment and, if one was found, an
 * address that works.
 *
 * <p>The first finding is the one to mend first. None is found where files work for everybody who reaches the API as we do.
 */
@NullMarked
package openim.verify.file.doctor;

import org.jspecify.annotations.NullMarked;
