package openim.verify.config.setting;

/**
 * What is wrong with a setting.
 *
 * @param key the setting, or the file that cannot be read
 * @param sentence what is wrong and what to do; never holds a secret's value
 */
public record Problem(String key, String sentence) {

    @Override
    public String toString() {
        return key + ": " + sentence;
    }
}
