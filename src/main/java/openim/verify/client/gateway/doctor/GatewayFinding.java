package openim.verify.client.gateway.doctor;

/**
 * One thing that is wrong on the way that clients come to the gateway.
 *
 * @param wrong what is wrong, in a sentence without its dot
 * @param mend what to change, as a sentence
 * @param yetToCome whether clients notice nothing of it so far
 */
public record GatewayFinding(String wrong, String mend, boolean yetToCome) {

    public GatewayFinding(String wrong, String mend) {
        this(wrong, mend, false);
    }
}
