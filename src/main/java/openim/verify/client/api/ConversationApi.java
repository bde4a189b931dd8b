package openim.verify.client.api;

import java.util.List;
import java.util.Map;
import openim.verify.client.Answer;
import openim.verify.client.ApiResult;
import openim.verify.client.ConversationId;
import openim.verify.client.Token;
import openim.verify.client.UserId;

/** Conversations: what rpc-conversation answers. */
public final class ConversationApi {

    private final ApiClient api;

    public ConversationApi(ApiClient api) {
        this.api = api;
    }

    /** The conversations that a client shows first, read as the user himself. */
    public ApiResult<List<ConversationId>> sorted(UserId user, Token token) {
        Answer answer = api.call(
                "/conversation/get_sorted_conversation_list",
                Map.of("userID", user.value(), "conversationIDs", List.of(), "pagination", Page.FIRST.json()),
                token);
        return ApiResult.by(
                answer,
                data -> Json.list(data, "conversationElems", c -> new ConversationId(Json.text(c, "conversationID"))));
    }
}
