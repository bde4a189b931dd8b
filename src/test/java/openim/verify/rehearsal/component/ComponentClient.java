package openim.verify.rehearsal.component;

/** What a client of any component can do: write something under a key, and read it back over a connection of its own. */
interface ComponentClient {

    /** The name of the part that it is a client of. */
    String component();

    void writes(String key, String value) throws Exception;

    /** What is there, empty if nothing; fails within seconds if the component refuses, and waits for it if it is silent. */
    String reads(String key) throws Exception;
}
