package openim.verify.config.deployment;

/**
 * What is wrong in the deployment's own files, so that OpenIM itself cannot work with them: a fault of the deployment, not of our
 * settings.
 *
 * @param key the setting of ours that it concerns, such as {@code openim.mongo.uri}
 * @param file where it is written
 * @param sentence what is wrong, what follows from it, and what to write instead; never holds a secret
 */
public record DeploymentFault(String key, String file, String sentence) {

    @Override
    public String toString() {
        return file + ": " + sentence;
    }
}
