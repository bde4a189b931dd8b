package openim.verify.recovery.record;

import java.util.concurrent.Callable;

/**
 * One file of the bundle.
 *
 * @param name of the file
 * @param text reads what is to be in it; may fail
 */
public record Source(String name, Callable<String> text) {

    public Source {
        if (!name.matches("[a-z0-9-]+\\.(txt|json|jsonl|log)")) {
            throw new IllegalArgumentException("not a name for a file of the bundle: " + name);
        }
    }
}
