/**
 * Files as clients see them: uploaded and read by presigned URLs on an address that must lead somewhere for them, not only for
 * the server.
 */
@NullMarked
package openim.verify.file;

import org.jspecify.annotations.NullMarked;
