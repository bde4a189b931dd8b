package openim.verify.client.storage;

/**
 * An object as the store has it.
 *
 * @param key in OpenIM's bucket
 * @param size in bytes
 */
public record StoredObject(String key, long size) {}
