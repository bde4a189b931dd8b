/**
 * Files, as a client outside the deployment uploads and downloads them.
 *
 * <p>The bytes do not go through OpenIM: it signs a URL on the address that it believes its object store to have for
 * clients, and the client puts and gets there. So what is proven here is also that address. Results are values that say at
 * which {@link openim.verify.client.file.FileClient.FileStep} the way broke, for which host the URL was signed, and what was said there.
 * Presigned URLs are keys: only their scheme, host, port and path are ever told.
 */
@NullMarked
package openim.verify.client.file;

import org.jspecify.annotations.NullMarked;
