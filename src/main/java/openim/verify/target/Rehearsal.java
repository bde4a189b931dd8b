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

    /**
     * Has a part of it die, as {@code kill -9} does to all processes of that name.
     *
     * @param part as an operator calls it: {@code redis}, {@code openim-push}
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    void kill(String part);

    /** Has a part of it hang, as SIGSTOP does; see {@link #kill}. */
    void hang(String part);

    /** Puts every part right again: what hangs goes on, what is dead is started. */
    void heal();

    /** Ends all parts of it and removes its working directory. */
    @Override
    void close();

    /** How a rehearsal is put up. */
    enum Form {
        /** Everything in this process; what befalls a part is made by a relay before it. Source flavour. */
        TOGETHER,

        /** The same, with two processes of msgtransfer and push, and one of crontask: what one of several can be lost of. */
        TOGETHER_SMALL,

        /** Each part behind a process of its own, one of each; source flavour. Linux only. */
        APART,

        /** The same, with as many processes of msgtransfer, push and crontask as OpenIM's own start-config.yml has. */
        APART_IN_FULL,

        /** Everything in this process, shown as a compose project with containers. Docker flavour; no Docker is needed. */
        CONTAINED,

        /** Each part behind a process in a container of Docker, which only Docker kills and stops. Docker flavour. */
        IN_DOCKER
    }

    /** Starts rehearsal deployments. */
    interface Provider {

        /**
         * Starts one, on free loopback ports, and returns when it takes messages and files.
         *
         * @param release of which OpenIM release it is, such as {@code 3.8.2}, or {@code main}
         * @param instances how many there are of openim-api, and of openim-msggateway
         * @throws IllegalArgumentException if it knows no such release, and the message lists those it knows; or if there cannot be
         *     so many in that form
         * @throws IllegalStateException if a part did not come up; the message names it
         */
        Rehearsal start(Form form, String release, int instances);
    }

    /** Finds the provider on the class path; empty in the jar for live use. */
    static Optional<Provider> provider() {
        return ServiceLoader.load(Provider.class).findFirst();
    }
}
