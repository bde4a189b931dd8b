package openim.verify.rehearsal.deployment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openim.verify.rehearsal.Edition;
import openim.verify.rehearsal.Lie;
import openim.verify.rehearsal.Lies;
import openim.verify.rehearsal.Load;
import openim.verify.rehearsal.RehearsalCredentials;
import openim.verify.rehearsal.RehearsalDeployment;
import openim.verify.rehearsal.RehearsalPart;
import openim.verify.rehearsal.Store;
import openim.verify.rehearsal.apart.Doorkeeper;
import openim.verify.rehearsal.component.Components;
import openim.verify.rehearsal.component.DockerBridge;
import openim.verify.rehearsal.component.Housing;
import openim.verify.rehearsal.service.ServiceOptions;
import openim.verify.rehearsal.service.Services;
import openim.verify.rehearsal.service.Strength;

/** The whole of OpenIM, its work done in this process, in one of several forms. */
final class EmbeddedDeployment implements RehearsalDeployment {

    /** Whoever verifies it shares its machine and its process, and is not waited for at 3 a.m. */
    private static final Map<String, String> PATIENCE =
            Map.of("openim.deadline.run", "60s", "openim.deadline.full-run", "5m");

    private final Opened opened;
    private final RehearsalCredentials credentials;
    private final Lies lies;
    private final Components components;
    private final Services services;
    private final RunningParts residents;
    private final DeploymentPlace place;

    private EmbeddedDeployment(
            Opened opened, Form form, Edition edition, int instances, RehearsalCredentials credentials, Lies lies) {
        this.opened = opened;
        this.credentials = credentials;
        this.lies = lies;
        ServiceOptions options = options(form).as(edition).withInstances(instances);
        Path directory = opened.add(WorkingDirectory.create()).path();
        components = opened.add(Components.launch(directory, credentials, lies, options.housing()));
        // Half a second's work that needs none of the components, done while Kafka comes up.
        services = opened.add(Services.prepare(components.addresses(), credentials, lies, options));
        switch (options.housing()) {
            case TOGETHER -> {
                residents = RunningParts.together(opened.add(StandIns.in(directory)), directory, components, services);
                place = DeploymentPlace.checkouts(
                        directory, opened, components, services, residents, credentials, lies);
            }
            case APART -> {
                residents = RunningParts.apart(opened.add(Doorkeeper.start()), directory, components, services);
                place = DeploymentPlace.checkouts(
                        directory, opened, components, services, residents, credentials, lies);
            }
            case CONTAINED -> {
                residents = RunningParts.contained(components, services);
                place = DeploymentPlace.composeProject(directory, opened, components, services, residents, credentials);
            }
            case IN_DOCKER -> {
                Doorkeeper keeper = opened.add(Doorkeeper.start(DockerBridge.address()));
                DockerProject project = opened.add(DockerProject.write(
                        directory.resolve("openim-docker"), keeper.port(), components, services, credentials));
                residents = RunningParts.inDocker(keeper, project, components, services);
                place = DeploymentPlace.containers(project.directory(), edition);
            }
            default -> throw new IllegalArgumentException("nobody lives so: " + options.housing());
        }
    }

    /** Starts one, and returns when it takes messages and files. */
    static EmbeddedDeployment launch(Form form, Edition edition, int instances) {
        if (instances > 1 && (form == Form.CONTAINED || form == Form.IN_DOCKER)) {
            throw new IllegalArgumentException(
                    "several of openim-api and openim-msggateway are rehearsed in a checkout, not in containers");
        }
        Opened opened = new Opened();
        try {
            return new EmbeddedDeployment(opened, form, edition, instances, RehearsalCredentials.random(), new Lies());
        } catch (RuntimeException e) {
            try {
                opened.close();
            } catch (IllegalStateException afterThat) {
                e.addSuppressed(afterThat);
            }
            throw e;
        }
    }

    private static ServiceOptions options(Form form) {
        ServiceOptions standard = ServiceOptions.standard();
        return switch (form) {
            case TOGETHER -> standard;
            case TOGETHER_SMALL -> standard.housed(Housing.TOGETHER, Strength.TWO_OF_SEVERAL);
            case APART -> standard.housed(Housing.APART, Strength.ONE_EACH);
            case APART_IN_FULL -> standard.housed(Housing.APART, Strength.AS_RELEASED);
            case CONTAINED -> standard.housed(Housing.CONTAINED, Strength.AS_RELEASED);
            case IN_DOCKER -> standard.housed(Housing.IN_DOCKER, Strength.ONE_EACH);
        };
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "openim.chat.account", RehearsalCredentials.CHAT_AREA_CODE + " " + credentials.chatAccount(),
                "openim.chat.password", credentials.chatPassword(),
                "openim.admin.account", credentials.adminAccount(),
                "openim.admin.password", credentials.adminPassword()));
        settings.putAll(PATIENCE);
        settings.putAll(place.settings());
        settings.putAll(services.settingsBecauseOfLies());
        return settings;
    }

    @Override
    public RehearsalPart part(String name) {
        return residents
                .named(name)
                .orElseThrow(() -> new IllegalArgumentException("no part is called " + name + "; there are "
                        + parts().stream().map(RehearsalPart::name).toList()));
    }

    @Override
    public List<RehearsalPart> parts() {
        return residents.all();
    }

    @Override
    public void mend() {
        parts().forEach(RehearsalPart::resume);
        parts().forEach(RehearsalPart::start);
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
    public Load load() {
        return services.load(components.minio());
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
