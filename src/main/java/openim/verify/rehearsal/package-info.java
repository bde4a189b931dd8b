/**
 * The rehearsal: a whole OpenIM deployment inside this process, whose parts can be killed, hung, and made to lie.
 *
 * <p>This package is its vocabulary, known to all its other packages:
 *
 * <ul>
 *   <li>{@link openim.verify.rehearsal.Part}: a component or a process, under the name an operator knows, and what can
 *       befall it;
 *   <li>{@link openim.verify.rehearsal.Lies}: what the deployment is made to lie about while all its parts run;
 *   <li>{@link openim.verify.rehearsal.Credentials}: the secrets of one rehearsal, made up anew for each.
 * </ul>
 *
 * <p>The external components (Kafka, Redis, MongoDB, MinIO, etcd) are in {@code component}, OpenIM's own processes in
 * {@code service}. What runs is never reached directly but through a relay on a port that stays the same, so that a
 * fault looks to every client, OpenIM's own processes included, as it does on a network.
 */
@NullMarked
package openim.verify.rehearsal;

import org.jspecify.annotations.NullMarked;
