package openim.verify.rehearsal.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.component.Housing;
import openim.verify.rehearsal.component.Relay;
import openim.verify.rehearsal.service.process.Duty;
import openim.verify.rehearsal.service.process.Listening;
import openim.verify.rehearsal.service.process.ServiceInstances;
import openim.verify.rehearsal.service.process.ServiceProcess;
import openim.verify.rehearsal.service.rpc.Dialect;
import openim.verify.rehearsal.service.rpc.KnownAddresses;
import openim.verify.rehearsal.service.rpc.Registrar;
import openim.verify.rehearsal.service.rpc.Remote;

/** All processes there are, as they are brought into being; and who is reached, and found, where. */
final class Roster {

    private final Registrar registrar;
    private final KnownAddresses registrations;
    private final Housing housing;
    private final Map<String, Relay> relays = new HashMap<>();
    private final List<ServiceProcess> processes = new ArrayList<>();
    private final List<ServiceInstances> services = new ArrayList<>();

    Roster(Registrar registrar, KnownAddresses registrations, Housing housing) {
        this.registrar = registrar;
        this.registrations = registrations;
        this.housing = housing;
    }

    /** A process that runs once. */
    ServiceProcess process(String name) {
        ServiceProcess process = new ServiceProcess(name);
        processes.add(process);
        return process;
    }

    /** One that runs several times. */
    List<ServiceProcess> processes(String name, int count) {
        List<ServiceProcess> all = IntStream.rangeClosed(1, count)
                .mapToObj(number -> process(name + "#" + number))
                .toList();
        services.add(new ServiceInstances(name, List.copyOf(all)));
        return all;
    }

    /** One that may run several times, and is named as one that runs once where it does. */
    List<ServiceProcess> oneOrMore(String name, int count) {
        return count == 1 ? List.of(process(name)) : processes(name, count);
    }

    /** Registers this process under this name while it lives, and calls it so. */
    <S> Remote<S> registered(ServiceProcess process, String service, Dialect dialect) {
        process.with(registrar.duty(service, process.name()));
        return new Remote<>(service, process, dialect, registrations);
    }

    /** The duty to be registered under this name, of a process that nobody calls. */
    Duty registration(String service) {
        return registrar.duty(service);
    }

    /** A relay before this process, which leads nowhere yet. */
    Relay relayed(ServiceProcess process) {
        Relay relay = housing.relay();
        relays.put(process.name(), relay);
        process.with(new Listening(relay));
        return relay;
    }

    /** The relays there are, each by the name of the process that it stands before. */
    Map<String, Relay> relays() {
        return Map.copyOf(relays);
    }

    void start() {
        processes.forEach(ServiceProcess::start);
    }

    void kill() {
        processes.forEach(ServiceProcess::kill);
    }

    /** Each process as a part. */
    List<RehearsalPart> parts() {
        return List.copyOf(processes);
    }

    /** Each service that runs several times as one part. */
    List<RehearsalPart> services() {
        return List.copyOf(services);
    }
}
