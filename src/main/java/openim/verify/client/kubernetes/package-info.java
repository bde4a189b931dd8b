/**
 * A cluster: the pods of a deployment, and what keeps them running.
 *
 * <p>{@link openim.verify.client.kubernetes.Namespace} reads one namespace, by get and list alone;
 * {@link openim.verify.client.kubernetes.Rollout} is the only one that changes anything, and knows two changes. Nobody outside of
 * this package knows the library behind them. What is not allowed is {@link openim.verify.verdict.CannotLook} with the verb and
 * the resource that a role lacks.
 */
@NullMarked
package openim.verify.client.kubernetes;

import org.jspecify.annotations.NullMarked;
