/** What kind of installation this is, where its parts are, and what the runbook can do there. */
@NullMarked
package openim.verify.app.site;

import org.jspecify.annotations.NullMarked;
