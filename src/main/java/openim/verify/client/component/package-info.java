/**
 * Asks the components beneath a deployment, each in its own protocol, whether they are there: MongoDB, Redis, Kafka, etcd and
 * MinIO.
 *
 * <p>A {@link openim.verify.client.component.Component} is asked only if a setting or a file of the deployment names it; none is
 * guessed. What comes back is a {@link openim.verify.client.component.Ping}: alive, dead, or unknown, where it answered and
 * would not let us in, or where its name means something only inside a network of containers. One that publishes no port is a
 * {@link openim.verify.client.component.ContainedComponent}: asked at its container's own address, or by the client that its image
 * brings along.
 * {@link openim.verify.client.component.EtcdRegistrations} reads which services have registered.
 *
 * <p>Each call has one deadline for everything, which also ends one with a peer that is silent or sends a byte a second.
 */
@NullMarked
package openim.verify.client.component;

import org.jspecify.annotations.NullMarked;
