package openim.verify.config;

/** The ports that OpenIM's processes listen on unless they are told otherwise. */
final class Port {

    static final int GATEWAY = 10001;
    static final int API = 10002;
    static final int CHAT = 10008;
    static final int ADMIN = 10009;
    static final int BOT = 10010;

    private Port() {}
}
