package openim.verify.app.run;

import openim.verify.app.program.ExitStatus;
import openim.verify.await.Deadline;
import openim.verify.config.Settings;
import openim.verify.file.doctor.Examined;
import openim.verify.file.doctor.FileDiagnosis;
import openim.verify.file.doctor.FileFinding;
import openim.verify.report.terminal.DoctorView;
import openim.verify.report.terminal.Terminal;
import openim.verify.verdict.CheckId;

/** One visit of the doctor of files to one deployment. */
public record FileVisit(Settings settings, boolean rehearsal, Terminal terminal) {

    private static final CheckId DOCTOR = new CheckId("file.doctor");

    /** Makes it, and says what came of it; the exit status. */
    public int make(Deadline ends) {
        DoctorView consultation = new DoctorView(terminal);
        return new DoctorVisit(settings, rehearsal, consultation)
                .make(
                        "doctor of files, at " + settings.endpoints().api(),
                        ends,
                        (openim, fixtures) -> tell(fixtures.get(FileDiagnosis.class, DOCTOR), consultation));
    }

    private static int tell(FileDiagnosis diagnosis, DoctorView consultation) {
        Examined facts = diagnosis.facts();
        consultation.seen("clients go", "to " + facts.address());
        consultation.seen(
                "set by",
                diagnosis.setting().name() + " in " + diagnosis.setting().file());
        consultation.seen("which says", facts.configured().map(Object::toString).orElse("nothing that is known here"));
        consultation.seen("name", facts.host() + ": " + DoctorVisit.addresses(facts.addresses()));
        consultation.seen("there", facts.met().description());
        if (diagnosis.findings().isEmpty()) {
            consultation.well(diagnosis.healthy());
            return ExitStatus.HEALTHY;
        }
        for (FileFinding finding : diagnosis.findings()) {
            consultation.wrong(finding.wrong() + ".", finding.mend(diagnosis.setting(), diagnosis.works()));
        }
        return ExitStatus.UNHEALTHY;
    }
}
