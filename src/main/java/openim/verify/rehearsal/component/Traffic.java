package openim.verify.rehearsal.component;

import java.time.Duration;

/** What a {@link Relay} does with connections and bytes. */
public sealed interface Traffic {

    /** Everything is carried, as soon as it comes. */
    record Passing() implements Traffic {}

    /** As of a dead process: nobody listens, and the connections there were are reset. */
    record Refusing() implements Traffic {}

    /** As of a hung process: connections are accepted and stay open, and no byte is carried until this ends. */
    record Hanging() implements Traffic {}

    /** Each direction of each connection carries so many bytes in a second. */
    record Dripping(int bytesPerSecond) implements Traffic {
        public Dripping {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException("a drip of " + bytesPerSecond + " bytes a second is none");
            }
        }
    }

    /** Each connection is closed, in order, when it has carried so many bytes to its client. */
    record Cutting(int afterBytes) implements Traffic {
        public Cutting {
            if (afterBytes < 0) {
                throw new IllegalArgumentException("cannot cut after " + afterBytes + " bytes");
            }
        }
    }

    /** Each burst of bytes, in either direction, is carried so much later. */
    record Delaying(Duration by) implements Traffic {
        public Delaying {
            if (by.isNegative()) {
                throw new IllegalArgumentException("cannot be early: " + by);
            }
        }
    }

    static Traffic passing() {
        return new Passing();
    }

    static Traffic refusing() {
        return new Refusing();
    }

    static Traffic hanging() {
        return new Hanging();
    }

    static Traffic dripping(int bytesPerSecond) {
        return new Dripping(bytesPerSecond);
    }

    static Traffic cutting(int afterBytes) {
        return new Cutting(afterBytes);
    }

    static Traffic delaying(Duration by) {
        return new Delaying(by);
    }
}
