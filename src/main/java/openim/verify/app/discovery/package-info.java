/** What this host tells of a deployment while settings are read: compose, containers, a cluster, the services of a local system. */
@NullMarked
package openim.verify.app.discovery;

import org.jspecify.annotations.NullMarked;
