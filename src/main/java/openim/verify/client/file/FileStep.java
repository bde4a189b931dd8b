package openim.verify.client.file;

/** The steps of a file's way, in their order. */
public enum FileStep {
    /** openim-api is asked for leave to upload. */
    INITIATE("asking for an upload"),
    /** The bytes are put on the presigned URL. */
    PUT("the presigned PUT"),
    /** openim-api is told that all parts are there. */
    COMPLETE("completing the upload"),
    /** openim-api is asked where the file is. */
    REDIRECT("asking for the file"),
    /** openim-api is asked for a presigned URL of the file. */
    ACCESS_URL("asking for an access URL"),
    /** The bytes are got from the presigned URL. */
    GET("the presigned GET"),
    /** The bytes are got by the link that clients put into their messages. */
    LINK("the link to the file");

    private final String words;

    FileStep(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
