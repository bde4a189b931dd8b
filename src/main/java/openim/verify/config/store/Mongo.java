package openim.verify.config.store;

import openim.verify.config.secret.Secret;

/**
 * The MongoDB that messages are stored in.
 *
 * @param uri a connection string with its credentials
 * @param database the name of OpenIM's database
 */
public record Mongo(Secret uri, String database) {

    public Mongo {
        if (!uri.reveal().startsWith("mongodb://") && !uri.reveal().startsWith("mongodb+srv://")) {
            throw new IllegalArgumentException("MongoDB's connection string begins with mongodb:// or mongodb+srv://");
        }
        if (database.isBlank()) {
            throw new IllegalArgumentException("MongoDB's database has no name");
        }
    }

    /** Whether it names a user. */
    public boolean hasLogin() {
        return ConnectionString.parse(uri.reveal()).user().isPresent();
    }

    /** The servers named in the connection string, fit to be printed. */
    public String hosts() {
        return ConnectionString.parse(uri.reveal()).hosts();
    }
}
