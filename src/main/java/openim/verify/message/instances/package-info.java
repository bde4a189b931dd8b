/** What is expected of messages where servers run several times: each way in, and each way out. */
@NullMarked
package openim.verify.message.instances;

import org.jspecify.annotations.NullMarked;
