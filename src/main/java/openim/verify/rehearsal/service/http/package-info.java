/**
 * How OpenIM's REST servers answer: HTTP 200 and an envelope for nearly everything, plain text for paths that are not
 * there.
 */
@NullMarked
package openim.verify.rehearsal.service.http;

import org.jspecify.annotations.NullMarked;
