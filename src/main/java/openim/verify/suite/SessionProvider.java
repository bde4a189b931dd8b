package openim.verify.suite;

import java.util.ServiceLoader;

/** Opens the session for a spec that nobody started by the application; found by {@link ServiceLoader}. */
public interface SessionProvider {

    SuiteSession open();

    static SessionProvider find() {
        return ServiceLoader.load(SessionProvider.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no session is open, and no provider for one is there"));
    }
}
