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
import openim.verify.rehearsal.apart.Doorkeeper;
import openim.verify.rehearsal.component.Components;
import openim.verify.rehearsal.component.Housing;
import openim.verify.rehearsal.mage.MageServer;
import openim.verify.rehearsal.mage.Script;
import openim.verify.rehearsal.service.ServiceOptions;
import openim.verify.rehearsal.service.Services;
import openim.verify.rehearsal.service.Strength;

/** The whole of OpenIM, its work done in this process, in one of several forms. */
final class EmbeddedDeployment implements RehearsalDeployment {

    /** Whoever verifies it shares its machine and its process, and is not waited for at 3 a.m. */
    private static final Map<String, String> PATIENCE =
            Map.of("openim.deadline.run", "60s", "openim.deadline.full-run", "5m");

    private final Opened opened;
    private final Credentials credentials;
    private final Lies lies;
    private final Components components;
    private final Services services;
    private final Residents residents;
    private final Checkouts checkouts;
    private final Path mage;
    private final Path component;

    private EmbeddedDeployment(Opened opened, Form form, Credentials credentials, Lies lies) {
        this.opened = opened;
        this.credentials = credentials;
        this.lies = lies;
        ServiceOptions options = options(form);
        Path directory = opened.add(WorkingDirectory.create()).path();
        components = opened.add(Components.launch(directory, credentials, lies, options.housing()));
        // Half a second's work that needs none of the components, done while Kafka comes up.
        services = opened.add(Services.prepare(components.addresses(), credentials, lies, options));
        residents = options.housing() == Housing.TOGETHER
                ? Residents.together(opened.add(StandIns.in(directory)), directory, components, services)
                : Residents.apart(opened.add(Doorkeeper.start()), directory, components, services);
        checkouts = Checkouts.write(directory, components, services, residents.services(), credentials);
        MageServer tools = opened.add(MageServer.start(checkouts.forMage(), residents.components(), lies));
        mage = Script.mage(directory, tools);
        component = Script.component(directory, tools);
    }

    /** Starts one, and returns when it takes messages and files. */
    static EmbeddedDeployment launch(Form form) {
        Opened opened = new Opened();
        try {
            return new EmbeddedDeployment(opened, form, Credentials.random(), new Lies());
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static ServiceOptions options(Form form) {
        ServiceOptions standard = ServiceOptions.standard();
        return switch (form) {
            case TOGETHER -> standard;
            case APART -> standard.apart(Strength.ONE_EACH);
            case APART_IN_FULL -> standard.apart(Strength.AS_RELEASED);
        };
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
        for (Part each : residents.components()) {
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
        return residents
                .named(name)
                .orElseThrow(() -> new IllegalArgumentException("no part is called " + name + "; there are "
                        + parts().stream().map(Part::name).toList()));
    }

    @Override
    public List<Part> parts() {
        return residents.all();
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
