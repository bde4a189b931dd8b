package openim.verify.target;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A deployment of OpenIM that lives inside this process, to rehearse on when there is no real one.
 *
 * <p>It is reached like any other deployment: by the settings that it hands out. The product knows it by this
 * interface alone and finds it by {@link ServiceLoader}; the jar for live use has no provider.
 */
public interface Rehearsal extends AutoCloseable {

    /**
     * What an operator of this deployment would have to set to verify it: setting keys (such as {@code openim.host}) and
     * their values, secrets included.
     */
    Map<String, String> settings();

    /**
     * Has it fail its users in one way while all its parts run, for drills.
     *
     * @param how such as {@code proxy-changes-host}
     * @throws IllegalArgumentException if it does not know how; the message lists what it knows
     */
    void lie(String how);

    /** Ends all parts of it and removes its working directory. */
    @Override
    void close();

    /** Starts rehearsal deployments. */
    interface Provider {

        /**
         * Starts one, on free loopback ports, and returns when it takes messages and files.
         *
         * @throws IllegalStateException if a part did not come up; the message names it
         */
        Rehearsal start();
    }

    /** Finds the provider on the class path; empty in the jar for live use. */
    static Optional<Provider> provider() {
        return ServiceLoader.load(Provider.class).findFirst();
    }
}
