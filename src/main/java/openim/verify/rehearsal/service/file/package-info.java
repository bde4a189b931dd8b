/**
 * Files: signed addresses that lead clients to the object store, and the book of objects in MongoDB.
 */
@NullMarked
package openim.verify.rehearsal.service.file;

import org.jspecify.annotations.NullMarked;
