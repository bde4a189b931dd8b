package openim.verify.config.setting;

/** What is verified: a real deployment, or the one that lives inside this process. */
public enum TargetMode {
    LIVE,
    EMBEDDED
}
