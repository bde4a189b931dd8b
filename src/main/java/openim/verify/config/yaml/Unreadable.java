package openim.verify.config.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a file cannot be read, without a word of what is in it. */
public final class Unreadable {

    private Unreadable() {}

    public static String sentence(Path file, IOException failure) {
        return sentence(file.toString(), failure);
    }

    /**
     * The same of a file that may lie elsewhere.
     *
     * @param file where, for people
     */
    public static String sentence(String file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return file + " does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return file + " may not be read by this user";
        }
        if (failure instanceof CharacterCodingException) {
            return file + " is no text in UTF-8";
        }
        return file + " cannot be read: " + failure.getMessage();
    }
}
