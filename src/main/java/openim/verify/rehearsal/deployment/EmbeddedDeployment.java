package openim.verify.rehearsal.deployment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openim.verify.rehearsal.Credentials;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.Part;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.Store;
import openim.verify.rehearsal.component.Components;
import openim.verify.rehearsal.mage.MageServer;
import openim.verify.rehearsal.mage.Script;
import openim.verify.rehearsal.service.ServiceOptions;
import openim.verify.rehearsal.service.Services;
import openim.verify.rehearsal.service.process.Instances;

/** The whole of OpenIM in this process. */
final class EmbeddedDeployment implements RehearsalDeployment {

    /** Whoever verifies it shares its machine and its process, and is not waited for at 3 a.m. */
    private static final Map<String, String> PATIENCE =
            Map.of("openim.deadline.run", "60s", "openim.deadline.full-run", "5m");

    private final Opened opened;
    private final Credentials credentials;
    private final Lies lies;
    private final Components components;
    private final Services services;
    private final List<Part> processes;
    private final Checkouts checkouts;
    private final Path mage;
    private final Path component;

    private EmbeddedDeployment(Opened opened, Credentials credentials, Lies lies) {
        this.opened = opened;
        this.credentials = credentials;
        this.lies = lies;
        Path directory = opened.add(WorkingDirectory.create()).path();
        components = opened.add(Components.launch(directory, credentials, lies));
        // Half a second's work that needs none of the components, done while Kafka comes up.
        services = opened.add(Services.prepare(components.addresses(), credentials, lies, ServiceOptions.standard()));
        components.awaitUp();
        services.begin();
        processes = opened.add(StandIns.in(directory))
                .standFor(services.parts(), process -> Checkouts.executable(directory, process));
        checkouts = Checkouts.write(directory, components, services, processes, credentials);
        MageServer tools = opened.add(MageServer.start(checkouts.forMage(), components.parts(), lies));
        mage = Script.mage(directory, tools);
        component = Script.component(directory, tools);
    }

    /** Starts one, and returns when it takes messages and files. */
    static EmbeddedDeployment launch() {
        Opened opened = new Opened();
        try {
            return new EmbeddedDeployment(opened, Credentials.random(), new Lies());
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "openim.server.dir", checkouts.server().toString(),
                "openim.chat.dir", checkouts.chat().toString(),
                "openim.mage", mage.toString(),
                "openim.chat.account", Credentials.CHAT_AREA_CODE + " " + credentials.chatAccount(),
                "openim.chat.password", credentials.chatPassword(),
                "openim.admin.account", credentials.adminAccount(),
                "openim.admin.password", credentials.adminPassword()));
        settings.putAll(PATIENCE);
        for (Part each : components.parts()) {
            settings.put("openim.start." + each.name(), command("start", each));
            settings.put("openim.restart." + each.name(), command("restart", each));
        }
        settings.putAll(services.settingsBecauseOfLies());
        return settings;
    }

    /** A list of arguments, as a settings file has it. */
    private String command(String action, Part of) {
        return Stream.of(component.toString(), action, of.name())
                .map(argument -> '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public Part part(String name) {
        List<Part> instances = processes.stream()
                .filter(process -> process.name().startsWith(name + "#"))
                .toList();
        return instances.isEmpty() ? single(name) : new Instances(name, instances);
    }

    private Part single(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part is called " + name + "; there are "
                        + parts().stream().map(Part::name).toList()));
    }

    @Override
    public List<Part> parts() {
        return Stream.concat(components.parts().stream(), processes.stream()).toList();
    }

    @Override
    public void mend() {
        parts().forEach(Part::resume);
        parts().forEach(Part::start);
        services.awaitSettled();
    }

    @Override
    public Store store(String name) {
        return components.stores().stream()
                .filter(store -> store.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " keeps no data of users"));
    }

    @Override
    public void lie(String how) {
        lies.tell(Lie.named(how));
    }

    @Override
    public Lies lies() {
        return lies;
    }

    @Override
    public void close() {
        opened.close();
    }
}
