package openim.verify.config;

/**
 * The commands of the runbook, as they are called on this machine: a name to be found on the path, or a path.
 *
 * @param mage OpenIM's own tool
 * @param docker with its compose plug-in
 */
public record Tools(String mage, String docker) {

    public Tools {
        if (mage.isBlank() || docker.isBlank()) {
            throw new IllegalArgumentException("a tool without a name");
        }
    }
}
