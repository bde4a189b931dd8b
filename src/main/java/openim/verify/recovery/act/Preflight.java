package openim.verify.recovery.act;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import openim.verify.host.HostResources;
import openim.verify.recovery.act.PreflightFinding.Proven;
import openim.verify.recovery.act.PreflightFinding.Refused;
import openim.verify.recovery.act.PreflightFinding.Remark;
import openim.verify.recovery.act.PreflightFinding.Unknown;

/**
 * Whether a repair can work here at all: what all findings come to, and those of the host, each a pure judgement on what was looked
 * up.
 *
 * @param findings in the order in which they were made; never empty, because nothing looked at allows nothing
 */
public record Preflight(List<PreflightFinding> findings) {

    private static final long LEAST_DISK = 256L << 20;
    private static final long LEAST_INODES = 2_000;
    private static final long LEAST_MEMORY = 256L << 20;
    private static final Duration SOON = Duration.ofDays(7);

    public Preflight {
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a preflight that looked at nothing");
        }
    }

    /** Whether a repair may begin. */
    public boolean allowsRepair() {
        return findings.stream().allMatch(PreflightFinding::allowsRepair);
    }

    /** Whether something speaks against it, rather than nothing for it. */
    public boolean refuses() {
        return findings.stream().anyMatch(PreflightFinding.Refused.class::isInstance);
    }

    /** Why it may not, refusals first. */
    public List<String> obstacles() {
        Stream<PreflightFinding> refused = findings.stream().filter(PreflightFinding.Refused.class::isInstance);
        Stream<PreflightFinding> unknown = findings.stream().filter(PreflightFinding.Unknown.class::isInstance);
        return Stream.concat(refused, unknown).map(PreflightFinding::sentence).toList();
    }

    /** A tool that the plan needs. */
    public static PreflightFinding tool(String name, boolean found) {
        return found ? new Proven(name + " is here") : new Unknown(name + " was not found here, and the fix needs it");
    }

    /**
     * The docker daemon that would be told to start containers.
     *
     * @param daemon its address
     */
    public static PreflightFinding daemon(String daemon) {
        String address = daemon.toLowerCase(Locale.ROOT);
        boolean here = address.startsWith("unix:") || address.startsWith("npipe:") || address.startsWith("/");
        return here
                ? new Proven("docker is that of this machine (" + daemon + ")")
                : new Refused("docker would talk to " + daemon + ", and not to this machine");
    }

    /** Disk, inodes and memory: a start that runs out of them makes things worse. */
    public static List<PreflightFinding> resources(HostResources left) {
        return List.of(
                enough("disk", OptionalLong.of(left.diskBytes()), LEAST_DISK, left),
                enough("inodes", left.inodes(), LEAST_INODES, left),
                enough("memory", left.memoryBytes(), LEAST_MEMORY, left));
    }

    private static PreflightFinding enough(String what, OptionalLong free, long least, HostResources left) {
        if (free.isEmpty()) {
            return new Remark("how much of " + what + " is left could not be told");
        }
        return free.getAsLong() >= least
                ? new Proven("there is enough " + what)
                : new Unknown("there is too little " + what + " for a start (" + left + "): make room first");
    }

    /**
     * The clock: one that runs behind what is on record makes signatures and tokens invalid, which no restart mends.
     *
     * @param latest the latest time on record here
     */
    public static PreflightFinding clock(Instant now, Optional<Instant> latest) {
        return latest.filter(known -> known.isAfter(now.plusSeconds(60)))
                .<PreflightFinding>map(known ->
                        new Unknown("the clock says " + now + ", and " + known + " is on record here: set it first"))
                .orElseGet(() -> new Proven("the clock does not run behind what is on record"));
    }

    /** Certificates, by the URL that they were shown at, with the time at which they end. */
    public static List<PreflightFinding> certificates(Instant now, Map<URI, Instant> ends) {
        return ends.entrySet().stream()
                .map(each -> certificate(now, each.getKey(), each.getValue()))
                .toList();
    }

    private static PreflightFinding certificate(Instant now, URI url, Instant ends) {
        if (ends.isBefore(now)) {
            return new Unknown("the certificate of " + url + " ended at " + ends + ", and no restart mends that");
        }
        return ends.isBefore(now.plus(SOON))
                ? new Remark("the certificate of " + url + " ends at " + ends)
                : new Proven("the certificate of " + url + " holds until " + ends);
    }
}
