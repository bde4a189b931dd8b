package openim.verify.file;

/**
 * The name of the file that a run leaves where it is, for later ones to read.
 *
 * @param name whole, with its directory
 */
public record FileToKeep(String name) {

    /** That of a run. */
    public static FileToKeep of(String run) {
        return new FileToKeep(Uploader.DIRECTORY + run + ".bin");
    }
}
