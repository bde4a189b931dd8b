package openim.verify.config.setting;

import java.util.List;
import java.util.Optional;

/**
 * Where each value came from, in the order of the table of keys; keys that nothing set are not in it.
 *
 * @param all one for each key that has a value
 */
public record Origins(List<Origin> all) {

    /** For settings that were put together by hand. */
    public static final Origins NONE = new Origins(List.of());

    public Origins {
        all = List.copyOf(all);
    }

    public Optional<Origin> of(String key) {
        return all.stream().filter(origin -> origin.key().equals(key)).findFirst();
    }

    public Optional<Origin> of(SettingKey key) {
        return of(key.key());
    }
}
