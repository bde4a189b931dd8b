/** Excluding other processes, by locks that the operating system lets go with whoever held them. */
@NullMarked
package openim.verify.lock;

import org.jspecify.annotations.NullMarked;
