package openim.verify.file.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openim.verify.await.Deadline;
import openim.verify.file.Uploader;
import openim.verify.target.Deployment;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.Evidence;

/**
 * What the doctor has to say of a deployment.
 *
 * @param findings what is wrong, first what to mend first; empty if nothing is
 * @param setting where a person changes the address
 * @param works an address at which an object store answers, if the one that clients get does not do and another was found
 */
public record FileDiagnosis(Examined facts, List<FileFinding> findings, Setting setting, Optional<URI> works) {

    public FileDiagnosis {
        findings = List.copyOf(findings);
    }

    /**
     * Examines a deployment and judges.
     *
     * @throws openim.verify.verdict.CannotLook if OpenIM does not say where clients are to go
     */
    public static FileDiagnosis of(Deployment openim, Uploader uploader) {
        Examination examination = Examination.begin(openim, uploader);
        Examined facts = examination.facts();
        List<FileFinding> findings = FileFindings.of(facts);
        return new FileDiagnosis(
                facts, findings, setting(openim), findings.isEmpty() ? Optional.empty() : examination.workingAddress());
    }

    private static Setting setting(Deployment openim) {
        Setting written = Setting.of(openim.settings());
        return openim.underneath()
                .registrations()
                .flatMap(etcd -> etcd.keyInPlaceOf(
                        "minio.yml", Deadline.in(openim.settings().deadlines().call())))
                .map(written::inConfigCentre)
                .orElse(written);
    }

    /** What was seen where nothing is wrong, in a sentence. */
    public String healthy() {
        String nobodyElse = Scope.widest(facts.addresses()) == Scope.LOOPBACK
                ? "; it is a loopback address, which leads every other machine to itself"
                : "";
        return "clients are sent to " + facts.address() + ", where an object store takes what OpenIM signed"
                + nobodyElse;
    }

    /**
     * Sees to it that nothing is wrong.
     *
     * @return what was seen, in words
     * @throws BrokenPromise if something is; it says what to change
     */
    public String mustBeHealthy() {
        if (findings.isEmpty()) {
            return healthy();
        }
        FileFinding first = findings.get(0);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.of(Evidence.EXPECTED, "clients reach the object store at the address that they get"));
        findings.forEach(finding -> evidence.add(Evidence.of(Evidence.SEEN, finding.wrong())));
        first.mend(setting, works).forEach(step -> evidence.add(Evidence.of("mend", step)));
        evidence.add(Evidence.of("setting", setting.name() + " in " + setting.file()));
        works.ifPresent(url -> evidence.add(Evidence.of("works", url)));
        throw new BrokenPromise(first.wrong() + ". " + String.join(" ", first.mend(setting, works)), evidence);
    }
}
