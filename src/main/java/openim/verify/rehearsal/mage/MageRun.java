package openim.verify.rehearsal.mage;

import java.util.ArrayList;
import java.util.List;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.RehearsalPart;

/** One run of mage in one checkout. Each command returns its exit status. */
final class MageRun {

    private static final int LOOKS_FOR_THE_END = 15;
    private static final int LOOKS_FOR_THE_START = 15;

    private static final int SECONDS_TO_TAKE_ONES_TIME = 40;

    private static final int SECONDS_TO_LIVE = 15;

    private final MageCheckout checkout;
    private final MageStartConfig config;
    private final Printer printer;
    private final Lies lies;
    private final MagePause pause;
    private final ComponentCheck components;

    MageRun(MageCheckout checkout, MageStartConfig config, Printer printer, Lies lies, MagePause pause) {
        this.checkout = checkout;
        this.config = config;
        this.printer = printer;
        this.lies = lies;
        this.pause = pause;
        this.components = new ComponentCheck(checkout.prerequisites(), printer, pause);
    }

    int check() {
        List<String> wrong = new ArrayList<>();
        config.serviceBinaries().forEach((binary, expected) -> {
            int running = checkout.aliveOf(binary).size();
            if (running != expected) {
                wrong.add("binary " + binary + " is not running as expected: " + checkout.pathOf(binary) + " expected "
                        + expected + " processes, but " + running + " running");
            }
        });
        if (!wrong.isEmpty()) {
            printer.red("Some programs are not running properly:");
            printer.redWithoutTime(String.join("\n", wrong));
            return 1;
        }
        printer.green("All services are running normally.");
        printer.blue("Display details of the ports listened to by the service:");
        config.serviceBinaries().keySet().forEach(this::printPorts);
        return 0;
    }

    int stop() {
        return endAll() ? allStopped() : stillRunning("");
    }

    /** Starts everything, or only those named, for which mage ends all others first. */
    int start(List<String> named) {
        if (named.isEmpty() && !runTools()) {
            return 0;
        }
        if (!endAll()) {
            return stillRunning("Some services running, details are as follows, abort start ");
        }
        while (lies.told(Lie.MAGE_WAITS_FOR_EVER)) {
            printer.plain("Etcd check failed: context deadline exceeded");
            pause.second();
        }
        if (lies.told(Lie.MAGE_TAKES_ITS_TIME)) {
            pause(SECONDS_TO_TAKE_ONES_TIME);
        }
        if (lies.told(Lie.MAGE_STARTS_NOTHING)) {
            printer.green("All services are running normally.");
            return 0;
        }
        config.serviceBinaries().forEach((binary, count) -> {
            if (named.isEmpty() || named.contains(binary)) {
                startAll(binary, count);
            }
        });
        awaitProcesses(named);
        return check();
    }

    /** Lets what was started live for a while, and kills it then. */
    void dieAgain() {
        pause(SECONDS_TO_LIVE);
        config.serviceBinaries()
                .keySet()
                .forEach(binary -> checkout.aliveOf(binary).forEach(RehearsalPart::kill));
    }

    private void pause(int seconds) {
        for (int second = 0; second < seconds; second++) {
            pause.second();
        }
    }

    private int allStopped() {
        printer.green("All services have been stopped");
        return 0;
    }

    private int stillRunning(String before) {
        printer.red(
                before + "already waited for " + LOOKS_FOR_THE_END + " seconds, some services have still not stopped");
        return 0;
    }

    private void printPorts(String binary) {
        List<RehearsalPart> processes = checkout.processesOf(binary);
        for (RehearsalPart process : processes) {
            String line = "Cmdline: " + checkout.commandLine(binary, processes.indexOf(process)) + ", PID: "
                    + checkout.pidOf(process);
            Integer port = checkout.ports().get(binary);
            printer.green(
                    port == null ? line + " is not listening on any ports." : line + " is listening on ports: " + port);
        }
    }

    /** Whether all have ended in time. */
    private boolean endAll() {
        config.serviceBinaries().keySet().forEach(this::terminate);
        for (int look = 1; look <= LOOKS_FOR_THE_END; look++) {
            List<String> running = config.serviceBinaries().keySet().stream()
                    .filter(binary -> !checkout.aliveOf(binary).isEmpty())
                    .toList();
            if (running.isEmpty()) {
                return true;
            }
            printer.yellow(
                    "Some services have not been stopped, details are as follows: the following binaries are still"
                            + " running: " + String.join(", ", running));
            printer.yellow("Continue to wait for 1 second before checking again");
            if (look < LOOKS_FOR_THE_END) {
                pause.second();
            }
        }
        return false;
    }

    private void terminate(String binary) {
        List<RehearsalPart> processes = checkout.processesOf(binary);
        List<RehearsalPart> alive = checkout.aliveOf(binary);
        if (!alive.isEmpty()) {
            printer.plain("binaryPath  found  " + checkout.pathOf(binary));
        }
        for (RehearsalPart process : alive) {
            printer.plain("Terminated process cmdline: " + checkout.commandLine(binary, processes.indexOf(process))
                    + ", pid: " + checkout.pidOf(process));
            process.terminate();
        }
    }

    private void startAll(String binary, int count) {
        List<RehearsalPart> processes = checkout.processesOf(binary);
        for (int number = 0; number < Math.min(count, processes.size()); number++) {
            printer.plain("Starting " + checkout.commandLine(binary, number));
            RehearsalPart process = processes.get(number);
            process.commandLine().ifPresentOrElse(printer::start, process::start);
        }
    }

    /** What mage itself started needs a moment until it is seen. */
    private void awaitProcesses(List<String> named) {
        for (int look = 1; look <= LOOKS_FOR_THE_START; look++) {
            boolean all = config.serviceBinaries().entrySet().stream()
                    .filter(entry -> named.isEmpty() || named.contains(entry.getKey()))
                    .allMatch(entry -> checkout.aliveOf(entry.getKey()).size()
                            >= Math.min(
                                    entry.getValue(),
                                    checkout.processesOf(entry.getKey()).size()));
            if (all) {
                return;
            }
            pause.second();
        }
    }

    private boolean runTools() {
        printer.blue("Starting tools primarily involves component verification and other preparatory tasks.");
        for (String tool : config.toolBinaries()) {
            String command = checkout.pathOfTool(tool) + " -c " + checkout.configuration() + "/";
            printer.plain("Starting " + command);
            if (tool.equals("check-component") && !components.allUp()) {
                printer.red("Some tools failed to start, details are as follows, abort start");
                printer.redWithoutTime(
                        "failed to execute " + checkout.pathOfTool(tool) + " with exit code: exit status 255");
                return false;
            }
            printer.plain("Starting " + command + " successfully ");
        }
        printer.green("All tools executed successfully");
        return true;
    }
}
