/** Excluding other processes, by locks that the operating system lets go with whoever held them, and telling them apart. */
@NullMarked
package openim.verify.lock;

import org.jspecify.annotations.NullMarked;
