/**
 * OpenIM's own processes, in small: what they answer, and how they fail.
 *
 * <p>{@link openim.verify.rehearsal.service.Services} starts them all over the components' relays and hands them out as
 * parts. They speak as the measured server does, on ports of their own behind relays; between each other they call
 * directly, through {@code rpc}; their data lie in the real stores. Below it, each package may use those before it:
 *
 * <ul>
 *   <li>{@code process}: a name, a life, a gate;
 *   <li>{@code rpc}: calls between processes, and who finds whom;
 *   <li>{@code store}: Redis and MongoDB;
 *   <li>{@code user}, {@code message}, {@code file}: what the rpc processes, msgtransfer and push do;
 *   <li>{@code http}, {@code api}, {@code gateway}, {@code chat}: what clients connect to.
 * </ul>
 */
@NullMarked
package openim.verify.rehearsal.service;

import org.jspecify.annotations.NullMarked;
