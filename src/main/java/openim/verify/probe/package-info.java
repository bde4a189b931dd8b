/**
 * What the basic probes expect of an answer. An open port proves nothing, and neither does HTTP 200: the judgement is in the
 * body, and some judgements come without the process that they are asked of.
 */
@NullMarked
package openim.verify.probe;

import org.jspecify.annotations.NullMarked;
