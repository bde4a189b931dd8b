package openim.verify.client;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The kinds of device that OpenIM tells apart.
 *
 * <p>A user has one live token for each: issuing a second one kills the first.
 */
public enum Platform {
    IOS(1),
    ANDROID(2),
    WINDOWS(3),
    OSX(4),
    WEB(5),
    MINI_WEB(6),
    LINUX(7),
    ANDROID_PAD(8),
    IPAD(9),
    ADMIN(10),
    HARMONY(11);

    private final int number;

    Platform(int number) {
        this.number = number;
    }

    /** Its platformID. */
    public int number() {
        return number;
    }

    public static Optional<Platform> numbered(int number) {
        return Stream.of(values()).filter(p -> p.number == number).findFirst();
    }
}
