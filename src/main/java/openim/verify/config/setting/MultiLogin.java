package openim.verify.config.setting;

/**
 * Which devices of a person may be online together, as {@code multiLogin.policy} of OpenIMServer's share.yml has it.
 *
 * @param policy 0 all, 1 one of each platform, 2 one, 3 web and one other, 4 one of each class of platforms, 5 a PC and one other
 */
public record MultiLogin(int policy) {

    /** As OpenIM ships it. */
    public static final MultiLogin SHIPPED = new MultiLogin(1);

    private static final int ALL = 0;
    private static final int ONE = 2;
    private static final int MOST = 5;
    private static final int PC_AND_ONE_OTHER = 5;

    public MultiLogin {
        if (policy < ALL || policy > MOST) {
            throw new IllegalArgumentException("must be a number from 0 to " + MOST + ", not " + policy);
        }
    }

    /** Whether a second device of the same platform takes the place of the first. */
    public boolean endsTheSamePlatform() {
        return policy != ALL;
    }

    /** Whether a session in a browser and one on a phone may be open together. */
    public boolean allowsWebAndPhone() {
        return policy != ONE && policy != PC_AND_ONE_OTHER;
    }

    @Override
    public String toString() {
        return "multiLogin.policy " + policy;
    }
}
