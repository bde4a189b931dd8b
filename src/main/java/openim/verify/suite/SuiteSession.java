package openim.verify.suite;

import java.util.function.Consumer;
import openim.verify.verdict.Observation;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;

/**
 * What one run of a suite lends to its specs, held in the store of the Launcher's session.
 *
 * @param fixtures what they share
 * @param sink told of each observation as soon as it is made; from several threads
 */
public record SuiteSession(Fixtures fixtures, Consumer<Observation> sink) {

    private static final String NAME = "openim.verify";

    static final Namespace NAMESPACE = Namespace.create(NAME);

    /** The same, for extensions. */
    static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(NAME);

    /** The session of this test; where a spec is run alone (from an IDE), one that the application provides. */
    static SuiteSession of(ExtensionContext context) {
        var store = context.getStore(StoreScope.LAUNCHER_SESSION, HERE);
        return store.getOrComputeIfAbsent(
                SuiteSession.class, key -> SessionProvider.find().open(), SuiteSession.class);
    }
}
