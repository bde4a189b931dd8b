package openim.verify.rehearsal.component;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import org.bson.Document;

record MongoClient(String address) implements ComponentClient {

    @Override
    public String component() {
        return "mongo";
    }

    @Override
    public void writes(String key, String value) {
        try (var client = MongoClients.create(patiently(1_000))) {
            collection(client).insertOne(new Document("_id", key).append("value", value));
        }
    }

    @Override
    public String reads(String key) {
        // The driver takes silence for death, and tries again: so a short connect time-out, and patience in all.
        try (var client = MongoClients.create(patiently(5_000))) {
            Document found = collection(client).find(Filters.eq(key)).first();
            return found == null ? "" : found.getString("value");
        }
    }

    private String patiently(int selectionMillis) {
        return address + "?serverSelectionTimeoutMS=" + selectionMillis + "&connectTimeoutMS=60000";
    }

    private static MongoCollection<Document> collection(com.mongodb.client.MongoClient client) {
        return client.getDatabase(RelayAddresses.DATABASE).getCollection("probe");
    }
}
