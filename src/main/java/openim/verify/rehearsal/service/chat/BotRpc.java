package openim.verify.rehearsal.service.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.service.store.ServerMongo;
import openim.verify.rehearsal.service.user.Paging;
import org.bson.Document;

/** What bot-rpc answers. */
public final class BotRpc {

    private final ServerMongo mongo;

    public BotRpc(ServerMongo mongo) {
        this.mongo = mongo;
    }

    /** The bots there are; none, unless somebody puts them into MongoDB. */
    Map<String, Object> page(Paging page) {
        List<Document> agents = mongo.ask("agent", all -> all.find().into(new ArrayList<>()));
        Map<String, Object> answer = new HashMap<>();
        answer.put("total", agents.size());
        answer.put("agents", agents.isEmpty() ? null : page.of(agents));
        return answer;
    }
}
