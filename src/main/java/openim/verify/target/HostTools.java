package openim.verify.target;

import java.util.Optional;
import openim.verify.client.docker.Docker;
import openim.verify.client.kubernetes.Namespace;
import openim.verify.host.Mage;

/**
 * The tools of this host that know how the processes of a deployment are.
 *
 * @param namespace the namespace of a cluster that it runs in; empty if it does not
 */
public record HostTools(Mage mage, Docker docker, Optional<Namespace> namespace) {}
