/**
 * The rehearsal: a whole OpenIM deployment inside this process, whose parts can be killed, hung, and made to lie.
 *
 * <p>This package is its vocabulary, known to all its other packages:
 *
 * <ul>
 *   <li>{@link openim.verify.rehearsal.RehearsalPart}: a component or a process, under the name an operator knows, and what can
 *       befall it;
 *   <li>{@link openim.verify.rehearsal.Lies}: what the deployment is made to lie about while all its parts run;
 *   <li>{@link openim.verify.rehearsal.Edition}: of which release it is, and wherein releases differ;
 *   <li>{@link openim.verify.rehearsal.RehearsalCredentials}: the secrets of one rehearsal, made up anew for each.
 * </ul>
 *
 * <p>How it is put up is its {@link openim.verify.target.Rehearsal.Form}: all in this process; each part behind a process of
 * its own, which a signal kills or stops ({@code apart}); as a compose project with a {@code docker} of its own ({@code
 * docker}); or behind processes in containers of the real Docker. The work is done in this process in each of them.
 *
 * <p>The external components (Kafka, Redis, MongoDB, MinIO, etcd) are in {@code component}, OpenIM's own processes in
 * {@code service}. What runs is never reached directly but through a relay on a port that stays the same, so that a
 * fault looks to every client, OpenIM's own processes included, as it does on a network.
 */
@NullMarked
package openim.verify.rehearsal;

import org.jspecify.annotations.NullMarked;
