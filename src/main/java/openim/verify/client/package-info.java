/**
 * Drivers: one for each protocol that a deployment speaks, and the values they share.
 *
 * <p>A driver asks and says what came back; it judges nothing. What came back from OpenIM is an
 * {@link openim.verify.client.Answer}, whichever way it was asked: an envelope with an errCode, or the reason why there is
 * none. What an answer tells, read into a value, is a {@link openim.verify.client.ApiResult}. Whoever has an expectation says so
 * by {@code require}, and gets a sentence that names who expected what, from whom, and what was seen.
 *
 * <ul>
 *   <li>{@code client.net}: connections that end with their deadline, TLS, what can go wrong below OpenIM
 *   <li>{@code client.api}: REST, of OpenIMServer and ChatServer
 *   <li>{@code client.gateway}: WebSocket sessions
 *   <li>{@code client.file}: presigned uploads and downloads as a client outside does them
 *   <li>{@code client.user}: a person, over these
 * </ul>
 *
 * <p>Each call has one total deadline, the look-up of the name and the connecting included, and is not repeated. No driver
 * knows JUnit, Allure or the settings.
 */
@NullMarked
package openim.verify.client;

import org.jspecify.annotations.NullMarked;
