package openim.verify.client.api;

import java.util.Map;
import openim.verify.client.Answer;
import openim.verify.client.Token;

/** bot-api and bot-rpc. */
public final class BotApi {

    private final ApiClient bot;

    /** @param bot the client of bot-api */
    public BotApi(ApiClient bot) {
        this.bot = bot;
    }

    /**
     * Asks for the list of agents.
     *
     * @param admin the token of an administrator of the app; with any other the answer of a live bot-api is 1505
     */
    public Answer agents(Token admin) {
        return bot.call("/agent/page", Map.of("pagination", Page.FIRST.json()), admin);
    }
}
