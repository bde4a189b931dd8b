package openim.verify.suites;

import java.util.List;
import openim.verify.suite.Specs;
import openim.verify.suites.file.FileSpec;
import openim.verify.suites.file.FullFileSpec;
import openim.verify.suites.message.ContentSpec;
import openim.verify.suites.message.DeliverySpec;
import openim.verify.suites.message.GatewayRoundSpec;
import openim.verify.suites.message.GroupSpec;
import openim.verify.suites.message.LedgerSpec;
import openim.verify.suites.message.OrderSpec;
import openim.verify.suites.message.PathSpec;
import openim.verify.suites.message.PublicSessionSpec;
import openim.verify.suites.message.SessionSpec;
import openim.verify.suites.probe.BasicProbeSpec;
import openim.verify.suites.probe.ComponentSpec;
import openim.verify.suites.probe.GatewaySpec;
import openim.verify.suites.probe.IdentitySpec;
import openim.verify.suites.probe.InstanceSpec;
import openim.verify.suites.probe.LoginSpec;
import openim.verify.suites.probe.ProcessSpec;
import openim.verify.suites.probe.PublicWaySpec;
import openim.verify.suites.probe.RpcProbeSpec;
import openim.verify.suites.probe.SurroundingsSpec;
import openim.verify.suites.probe.TokenSpec;

/** The index of the specs. */
public final class AllSpecs implements Specs {

    @Override
    public List<Class<?>> classes() {
        return List.of(
                FileSpec.class,
                FullFileSpec.class,
                ContentSpec.class,
                DeliverySpec.class,
                GatewayRoundSpec.class,
                GroupSpec.class,
                LedgerSpec.class,
                OrderSpec.class,
                PathSpec.class,
                PublicSessionSpec.class,
                SessionSpec.class,
                BasicProbeSpec.class,
                ComponentSpec.class,
                GatewaySpec.class,
                IdentitySpec.class,
                InstanceSpec.class,
                LoginSpec.class,
                ProcessSpec.class,
                PublicWaySpec.class,
                RpcProbeSpec.class,
                SurroundingsSpec.class,
                TokenSpec.class);
    }
}
