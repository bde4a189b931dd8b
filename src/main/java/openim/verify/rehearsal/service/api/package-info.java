/**
 * openim-api: OpenIM's REST calls, each passed to the process that answers it.
 */
@NullMarked
package openim.verify.rehearsal.service.api;

import org.jspecify.annotations.NullMarked;
