package openim.verify.target;

import openim.verify.client.ops.Docker;
import openim.verify.client.ops.Mage;

/** The tools of this host that know how the processes of a deployment are. */
public record Tools(Mage mage, Docker docker) {}
