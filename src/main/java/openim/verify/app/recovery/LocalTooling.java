package openim.verify.app.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import openim.verify.await.Deadline;
import openim.verify.config.Tools;
import openim.verify.host.DetachedRun;
import openim.verify.host.Executables;
import openim.verify.host.ProcessTable;
import openim.verify.host.RunningProcess;
import openim.verify.host.ServiceEnvironment;
import openim.verify.recovery.act.ToolCall;
import openim.verify.recovery.act.Tooling;
import openim.verify.verdict.CannotLook;
import openim.verify.verdict.NotLookedAt;

/** The tools of this machine. */
public record LocalTooling(Tools tools, Map<String, String> environment) implements Tooling {

    @Override
    public Running start(ToolCall call, Path output, ServiceEnvironment handedOn) {
        List<String> arguments = new ArrayList<>(call.arguments());
        String name = arguments.get(0);
        arguments.set(
                0,
                Executables.find(called(name), environment)
                        .orElseThrow(() -> new NotLookedAt(name + " was not found here, so nothing was started"))
                        .toString());
        DetachedRun run = DetachedRun.start(arguments, call.directory(), output, handedOn);
        return new Started(run, call.directory());
    }

    /** The runbook's words for the tools may be other names here. */
    private String called(String name) {
        return switch (name) {
            case "mage" -> tools.mage();
            case "docker" -> tools.docker();
            default -> name;
        };
    }

    @Override
    public Optional<Running> left(long pid, Instant startedAt, Path directory) {
        return DetachedRun.left(pid, startedAt).map(handle -> new Left(handle, startedAt, directory));
    }

    @Override
    public void kill(RunningProcess process, Path directory) {
        // Looked at anew: its number may be somebody else's by now.
        boolean still = ProcessTable.under(directory).processes().stream()
                .anyMatch(there ->
                        there.pid() == process.pid() && there.executable().equals(process.executable()));
        if (still) {
            ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private record Started(DetachedRun run, Path directory) implements Running {

        @Override
        public long pid() {
            return run.pid();
        }

        @Override
        public Instant startedAt() {
            return run.startedAt();
        }

        @Override
        public OptionalInt await(Deadline deadline) {
            return run.await(deadline);
        }

        @Override
        public String written() {
            return run.written();
        }

        @Override
        public void endAlone() {
            run.endAlone(directory);
        }
    }

    /** One that is no child of ours: how it ended cannot be asked. */
    private record Left(ProcessHandle handle, Instant startedAt, Path directory) implements Running {

        @Override
        public long pid() {
            return handle.pid();
        }

        @Override
        public OptionalInt await(Deadline deadline) {
            try {
                handle.onExit().get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
                return OptionalInt.of(0);
            } catch (java.util.concurrent.TimeoutException late) {
                return OptionalInt.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotLook("interrupted while an earlier start went on", e);
            } catch (java.util.concurrent.ExecutionException e) {
                throw new CannotLook("an earlier start cannot be awaited", e);
            }
        }

        @Override
        public String written() {
            return "";
        }

        @Override
        public void endAlone() {
            DetachedRun.endToolAlone(handle, directory);
        }
    }
}
