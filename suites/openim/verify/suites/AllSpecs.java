package openim.verify.suites;

import java.util.List;
import openim.verify.suite.Specs;
import openim.verify.suites.file.FileSpec;
import openim.verify.suites.message.ContentSpec;
import openim.verify.suites.message.DeliverySpec;
import openim.verify.suites.message.GroupSpec;
import openim.verify.suites.message.LedgerSpec;
import openim.verify.suites.message.OrderSpec;
import openim.verify.suites.message.PathSpec;
import openim.verify.suites.message.SessionSpec;
import openim.verify.suites.probe.BasicProbeSpec;
import openim.verify.suites.probe.ChatSpec;
import openim.verify.suites.probe.InstanceSpec;
import openim.verify.suites.probe.PublicWaySpec;
import openim.verify.suites.probe.SurroundingsSpec;

/** The index of the specs. */
public final class AllSpecs implements Specs {

    @Override
    public List<Class<?>> classes() {
        return List.of(
                FileSpec.class,
                ContentSpec.class,
                DeliverySpec.class,
                GroupSpec.class,
                LedgerSpec.class,
                OrderSpec.class,
                PathSpec.class,
                SessionSpec.class,
                BasicProbeSpec.class,
                ChatSpec.class,
                InstanceSpec.class,
                PublicWaySpec.class,
                SurroundingsSpec.class);
    }
}
