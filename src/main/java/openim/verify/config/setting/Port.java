package openim.verify.config.setting;

/** The ports that OpenIM's processes listen on unless they are told otherwise. */
public final class Port {

    public static final int GATEWAY = 10001;
    public static final int API = 10002;
    public static final int CHAT = 10008;
    public static final int ADMIN = 10009;
    public static final int BOT = 10010;

    private Port() {}
}
