/**
 * OpenIM's REST: {@link openim.verify.client.api.ApiClient} asks one server, and one small class a subject knows the calls.
 *
 * <p>Calls that need the administrator go through {@link openim.verify.client.api.AdminSession}, which holds the one admin
 * token of a run. Calls that write wait for their turn under the {@link openim.verify.client.RateCap}.
 */
@NullMarked
package openim.verify.client.api;

import org.jspecify.annotations.NullMarked;
