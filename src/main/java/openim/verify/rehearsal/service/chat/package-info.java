/**
 * ChatServer: accounts, the administrator and bots, over OpenIM's REST API.
 *
 * <p>chat-rpc keeps accounts, admin-rpc keeps the administrator and all tokens, bot-rpc keeps bots; chat-api, admin-api
 * and bot-api are their REST sides, and ask openim-api for what is OpenIM's.
 */
@NullMarked
package openim.verify.rehearsal.service.chat;

import org.jspecify.annotations.NullMarked;
