package openim.verify.config;

/** What a setting's value is, and with that how it is shown. */
enum SettingKind {
    TEXT("text"),
    LIST("a list, with commas"),
    NUMBER("a number"),
    FLAG("true or false"),
    DURATION("a time"),
    HTTP_URL("http(s) URL"),
    HTTP_URLS("http(s) URLs, with commas"),
    WEB_SOCKET_URL("ws(s) URL"),
    FILE("a file"),
    PATH("a path"),
    DIRECTORY("a directory"),
    SECRET("a secret") {
        @Override
        String printable(String value) {
            return "***";
        }
    },
    SECRET_URL("a URL with its login") {
        @Override
        String printable(String value) {
            try {
                return ConnectionString.parse(value).printable();
            } catch (IllegalArgumentException notOne) {
                return "***";
            }
        }
    };

    private final String words;

    SettingKind(String words) {
        this.words = words;
    }

    /** What to type, for the table of settings. */
    String words() {
        return words;
    }

    boolean isSecret() {
        return this == SECRET || this == SECRET_URL;
    }

    /** The value as it may be shown. */
    String printable(String value) {
        return value;
    }
}
