package openim.verify.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.TrustManager;
import openim.verify.disk.WholeFile.ForOthers;
import openim.verify.suite.Journey;
import openim.verify.suite.Proves;
import org.jspecify.annotations.NullMarked;

/** The rules of the design, on the classes that ship. */
@AnalyzeClasses(packages = "openim.verify", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> GENERATED =
            resideInAPackage("..client.wire..").or(resideInAPackage("..rehearsal.service.wire.."));

    /** A rule that finds no classes is kept by nobody: at least so many were read. */
    private static final int CLASSES_AT_LEAST = 1200;

    @ArchTest
    static void readsTheProduct(JavaClasses classes) {
        assertThat(classes.size()).isGreaterThan(CLASSES_AT_LEAST);
    }

    @ArchTest
    static final ArchRule valuesKnowNobody = noClasses()
            .that()
            .resideInAPackage("openim.verify.verdict..")
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(resideInAPackage("openim.verify.verdict.."))));

    @ArchTest
    static final ArchRule waitingKnowsVerdictsAlone = mayUse("await", "verdict");

    @ArchTest
    static final ArchRule locksKnowNobody = mayUse("lock");

    @ArchTest
    static final ArchRule theDiskKnowsNobody = noClasses()
            .that()
            .resideInAnyPackage("openim.verify.disk..", "openim.verify.redaction..")
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(
                    resideInAPackage("openim.verify.disk..").or(resideInAPackage("openim.verify.redaction..")))));

    /**
     * Whoever makes or fills a file has the disk do so, which makes it its owner's alone, and metrics alone everybody's. Temporary files
     * are their owner's by the JDK.
     */
    @ArchTest
    static final ArchRule onlyTheDiskMakesFiles = noClasses()
            .that()
            .resideOutsideOfPackages("openim.verify.disk..", "openim.verify.rehearsal..")
            .should()
            .callMethodWhere(
                    target(owner(assignableTo(Files.class)))
                            .and(
                                    target(
                                            nameMatching(
                                                    "createDirector(y|ies)|createFile|newOutputStream|newBufferedWriter|newByteChannel|write|writeString|copy"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(FileChannel.class))).and(target(nameMatching("open"))))
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(FileOutputStream.class))))
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(FileWriter.class))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(DriverManager.class);

    /** What another user's program collects holds no secret and no word of a server: there is one such file. */
    @ArchTest
    static final ArchRule onlyMetricsAreForOthers = noClasses()
            .that()
            .resideOutsideOfPackage("openim.verify.disk..")
            .and()
            .haveNameNotMatching("openim\\.verify\\.canary\\.metrics\\.CanaryMetrics\\$Textfile")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ForOthers.class);

    /** What runs on the operator's machine: the tools of the runbook, and the command that he gave to be told by. */
    @ArchTest
    static final ArchRule onlyTheseStartProcesses = noClasses()
            .that()
            .resideOutsideOfPackage("openim.verify.rehearsal..")
            .and()
            .haveNameNotMatching(
                    "openim\\.verify\\.(host\\.(Command|DetachedRun)|app\\.canary\\.Notifiers\\$AlertCommand)")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(target(owner(assignableTo(Runtime.class))).and(target(nameMatching("exec"))));

    @ArchTest
    static final ArchRule onlyTheApplicationEndsTheProgram = noClasses()
            .that()
            .resideOutsideOfPackages("openim.verify.cli..", "openim.verify.app..", "openim.verify.rehearsal..")
            .should()
            .callMethodWhere(target(owner(assignableTo(Runtime.class))).and(target(nameMatching("halt|exit"))))
            .orShould()
            .callMethod(System.class, "exit", int.class);

    /** All else is dialled where deadlines close what is open, and addresses of servers are looked at first. */
    @ArchTest
    static final ArchRule onlyTheseOpenSockets = noClasses()
            .that()
            .resideOutsideOfPackages("openim.verify.client.net..", "openim.verify.rehearsal..")
            .and()
            .haveNameNotMatching("openim\\.verify\\.target\\.TargetDetection")
            .should()
            .callConstructorWhere(target(owner(assignableTo(Socket.class))))
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(ServerSocket.class))))
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(DatagramSocket.class))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(NetworkChannel.class))).and(target(nameMatching("open"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(URL.class))).and(target(nameMatching("open.*"))));

    /** Who trusts every certificate only looks at it, there, and sends nothing. */
    @ArchTest
    static final ArchRule onlyTheNetTrustsCertificates = noClasses()
            .that()
            .resideOutsideOfPackages("openim.verify.client.net..", "openim.verify.rehearsal..")
            .should()
            .beAssignableTo(TrustManager.class)
            .orShould()
            .beAssignableTo(HostnameVerifier.class);

    @ArchTest
    static final ArchRule onlyOnePackageSpeaksToClusters = noClasses()
            .that()
            .resideOutsideOfPackage("openim.verify.client.kubernetes..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    /** And of that package one class alone asks for a change. */
    @ArchTest
    static final ArchRule onlyRolloutChangesAnythingInACluster = noClasses()
            .that()
            .resideInAPackage("openim.verify.client.kubernetes..")
            .and()
            .haveNameNotMatching("openim\\.verify\\.client\\.kubernetes\\.Rollout")
            .should()
            .callMethodWhere(target(owner(resideInAPackage("io.fabric8..")))
                    .and(target(nameMatching(
                            "create|createOr.*|update.*|replace.*|patch.*|edit.*|delete.*|apply|serverSideApply|scale"
                                    + "|rolling|restart|evict|exec|upload|attach|raw"))));

    @ArchTest
    static final ArchRule settingsKnowNobody = mayUse("config");

    @ArchTest
    static final ArchRule theHostKnowsWaitingAlone = mayUse("host", "await", "verdict");

    @ArchTest
    static final ArchRule clientsKnowSettingsAndWaiting = mayUse("client", "host", "config", "await", "verdict");

    @ArchTest
    static final ArchRule aTargetIsMadeOfClients = mayUse("target", "client", "host", "config", "await", "verdict");

    @ArchTest
    static final ArchRule checksJudgeWhatClientsSee = mayUse(
            "(probe|message|file)",
            "target",
            "client",
            "host",
            "config",
            "await",
            "verdict",
            "probe",
            "message",
            "file");

    @ArchTest
    static final ArchRule theEngineKnowsVerdictsAndWaiting = mayUse("suite", "verdict", "await");

    @ArchTest
    static final ArchRule reportsKnowValuesAlone = mayUse("report", "suite", "history", "verdict", "config");

    @ArchTest
    static final ArchRule theHistoryKnowsRunsAlone = mayUse("history", "suite", "verdict");

    @ArchTest
    static final ArchRule aCanarySeesThroughSuitesAlone = mayUse("canary", "suite", "history", "verdict", "await");

    @ArchTest
    static final ArchRule aRecoveryActsThroughToolsAloneAndSeesThroughSuites = mayUse(
            "recovery", "runbook", "diagnosis", "host", "client.docker", "config.reach", "suite", "verdict", "await");

    @ArchTest
    static final ArchRule theRunbookIsValues = mayUse("runbook", "verdict");

    @ArchTest
    static final ArchRule diagnosisKnowsObservationsAndTheRunbook = mayUse("diagnosis", "runbook", "verdict");

    /** The loop decides: what carries out its steps and what records them does not know it, and it touches nothing itself. */
    @ArchTest
    static final ArchRule theLoopTouchesNothingItself = noClasses()
            .that()
            .resideInAPackage("openim.verify.recovery")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "openim.verify.host..",
                    "openim.verify.client..",
                    "openim.verify.disk..",
                    "openim.verify.recovery.drill..");

    @ArchTest
    static final ArchRule fixesKnowNoSuiteAndNoCause = mayUse(
            "recovery.act", "recovery.record", "runbook", "host", "client.docker", "config.reach", "await", "verdict");

    @ArchTest
    static final ArchRule theRecordKnowsNoRecovery = mayUse("recovery.record", "await", "verdict");

    @ArchTest
    static final ArchRule aDrillKnowsEndingsAndTheRunbook =
            mayUse("recovery.drill", "recovery", "diagnosis", "runbook");

    @ArchTest
    static final ArchRule aDrillBreaksAndMendsNothingItself = noClasses()
            .that()
            .resideInAPackage("openim.verify.recovery.drill..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("openim.verify.recovery.act..");

    private static final DescribedPredicate<JavaClass> PLANS = describe(
            "of a plan",
            javaClass -> javaClass
                    .getName()
                    .matches("openim\\.verify\\.recovery\\."
                            + "(Plan|PlanText|Planner|Step|Step|ForPerson|Remedy)(\\$.*)?"));

    @ArchTest
    static final ArchRule aPlanIsMadeOfCausesAndTheRunbook = noClasses()
            .that(PLANS)
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(PLANS.or(resideInAnyPackage(
                    "openim.verify.diagnosis..", "openim.verify.runbook..", "openim.verify.verdict..")))));

    @ArchTest
    static final ArchRule theRehearsalIsItsOwn = mayUse("rehearsal", "target", "client.wire");

    @ArchTest
    static final ArchRule nobodyImportsTheRehearsal = noClasses()
            .that()
            .resideOutsideOfPackage("openim.verify.rehearsal..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("openim.verify.rehearsal..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("openim.verify.(*)..").should().beFreeOfCycles();

    /** The rooms of the application, one upon the other: faults and places below, what runs above. */
    @ArchTest
    static final ArchRule noCyclesInTheApplication =
            slices().matching("openim.verify.app.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyCommandsKnowPicocli = noClasses()
            .that()
            .resideOutsideOfPackage("openim.verify.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule nobodyDependsOnCommands = noClasses()
            .that()
            .resideOutsideOfPackage("openim.verify.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("openim.verify.cli..");

    @ArchTest
    static final ArchRule clientsAndMatchersKnowNoTest = noClasses()
            .that()
            .resideInAnyPackage(
                    "..client..", "..target..", "..probe..", "..message..", "..file..", "..await..", "..verdict..")
            .and()
            .haveSimpleNameNotEndingWith("Spec")
            .and()
            .resideOutsideOfPackage("openim.verify.suites..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "io.qameta..");

    @ArchTest
    static final ArchRule onlyAwaitWaits = noClasses()
            .that()
            .resideOutsideOfPackages("openim.verify.await..", "openim.verify.rehearsal..")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(java.util.concurrent.TimeUnit.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.awaitility..");

    @ArchTest
    static final ArchRule onlyTheApplicationPrints = noClasses()
            .that()
            .resideOutsideOfPackages("openim.verify.cli..", "openim.verify.app..", "openim.verify.rehearsal..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule specsAreNamedSo = methods()
            .that()
            .areAnnotatedWith(Proves.class)
            .or()
            .areAnnotatedWith(Journey.class)
            .should()
            .beDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Spec");

    @ArchTest
    static final ArchRule nullIsMarked = classes()
            .that(DescribedPredicate.not(GENERATED))
            .should()
            .beAnnotatedWith(NullMarked.class)
            .orShould(com.tngtech.archunit.lang.conditions.ArchConditions.be(
                    describe("in a package that is @NullMarked", ArchitectureTest::inMarkedPackage)));

    /** A room that holds more is two, of which each has a subject. */
    @ArchTest
    static void noRoomHoldsThirtyTypes(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(GENERATED.negate())
                .filter(found ->
                        found.isTopLevelClass() && !found.getSimpleName().matches("package-info|Jte.*Generated"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        sizes.values().removeIf(size -> size < 30);

        assertThat(sizes).as("rooms with thirty types or more").isEmpty();
    }

    @ArchTest
    static final ArchRule noDrawersForOddThings =
            noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..");

    private static boolean inMarkedPackage(JavaClass javaClass) {
        return javaClass.getPackage().isAnnotatedWith(NullMarked.class);
    }

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage("openim.verify..");
    }

    /** A package may use itself and these, of ours, and everybody may write files, tell processes apart, and mask secrets. */
    private static ArchRule mayUse(String name, String... others) {
        DescribedPredicate<JavaClass> allowed = resideInAPackage("openim.verify." + name + "..")
                .or(resideInAPackage("openim.verify.disk.."))
                .or(resideInAPackage("openim.verify.lock.."))
                .or(resideInAPackage("openim.verify.redaction.."));
        for (String other : others) {
            allowed = allowed.or(resideInAPackage("openim.verify." + other + ".."));
        }
        return noClasses()
                .that()
                .resideInAPackage("openim.verify." + name + "..")
                .should()
                .dependOnClassesThat(ours().and(DescribedPredicate.not(allowed)));
    }
}
