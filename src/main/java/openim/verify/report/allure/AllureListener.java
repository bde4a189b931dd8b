package openim.verify.report.allure;

import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.junitplatform.AllureJunitPlatform;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.util.ResultsUtils;
import java.util.Optional;
import openim.verify.suite.Check;
import openim.verify.suite.Checks;
import openim.verify.suite.Proves;
import openim.verify.verdict.BrokenPromise;
import openim.verify.verdict.CheckId;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/** Allure's listener, in the words of the catalogue: the check, its section, and who is to blame. */
final class AllureListener extends AllureJunitPlatform {

    private final String suite;

    AllureListener(AllureLifecycle lifecycle, String suite) {
        super(lifecycle);
        this.suite = suite;
    }

    /** Allure blames the deployment for every AssertionError; here only a broken promise does. */
    @Override
    protected Status getStatus(Throwable thrown) {
        return thrown instanceof BrokenPromise ? Status.FAILED : Status.BROKEN;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        super.executionStarted(test);
        provenBy(test).ifPresent(check -> getLifecycle().updateTestCase(result -> label(result, check)));
    }

    private static Optional<Check> provenBy(TestIdentifier test) {
        return test.getSource()
                .filter(source -> test.isTest() && source instanceof MethodSource)
                .map(source -> ((MethodSource) source).getJavaMethod().getAnnotation(Proves.class))
                .map(proves -> new CheckId(proves.value()))
                .filter(Checks::knows)
                .map(Checks::get);
    }

    private void label(TestResult result, Check check) {
        String id = check.id().value();
        result.setName(id + ": " + check.promise());
        result.getLabels().add(ResultsUtils.createParentSuiteLabel(suite));
        result.getLabels().add(ResultsUtils.createFeatureLabel(id.substring(0, id.indexOf('.'))));
        result.getLabels().add(ResultsUtils.createStoryLabel(check.section()));
        result.getLabels().add(new Label().setName("check").setValue(id));
    }
}
