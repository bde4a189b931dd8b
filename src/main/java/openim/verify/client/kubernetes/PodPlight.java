package openim.verify.client.kubernetes;

import java.util.List;
import java.util.Optional;
import openim.verify.client.Excerpt;
import openim.verify.client.StartWords;
import openim.verify.verdict.CannotLook;

/**
 * What is wrong with a pod, in the words of who knows: its container's last, its probe's, the scheduler's.
 *
 * @param namespace where they are asked for
 * @param happenings what happened there lately
 * @param unread why that could not be read; empty if it could
 */
public record PodPlight(Namespace namespace, List<Happening> happenings, Optional<String> unread) {

    private static final int LINES = 50;

    /** With what happened there, as far as it may be read. */
    public static PodPlight in(Namespace namespace) {
        try {
            return new PodPlight(namespace, namespace.happenings(), Optional.empty());
        } catch (CannotLook blind) {
            return new PodPlight(namespace, List.of(), Optional.ofNullable(blind.getMessage()));
        }
    }

    /** What is wrong with it; empty if nothing is. */
    public Optional<String> of(Pod pod) {
        if (pod.leaving() || pod.phase().equals("Succeeded")) {
            return Optional.empty();
        }
        return oneOf(pod).map(words -> "pod " + pod.name() + " " + words.replace(';', ','));
    }

    private Optional<String> oneOf(Pod pod) {
        if (pod.phase().equals("Failed")) {
            return Optional.of("has ended (" + (pod.reason().isEmpty() ? "Failed" : pod.reason()) + ")");
        }
        if (pod.unplaced().isPresent()) {
            return Optional.of(
                    "is placed on no node (Pending): " + pod.unplaced().get());
        }
        Optional<String> ofContainer = pod.containers().stream()
                .flatMap(each -> container(pod, each).stream())
                .findFirst();
        if (ofContainer.isPresent() || pod.ready()) {
            return ofContainer;
        }
        return Optional.of(
                pod.phase().equals("Running")
                        ? "is not ready" + probe(pod).map(words -> ": " + words).orElseGet(this::why)
                        : "is being started (" + (pod.phase().isEmpty() ? "Pending" : pod.phase()) + ")");
    }

    private Optional<String> container(Pod pod, Pod.Container container) {
        String often = container.restarts() == 0 ? "" : ", restarted " + times(container.restarts());
        Optional<Pod.Ended> end = container.lastEnd();
        boolean down = !container.waiting().isEmpty()
                || container.ended().filter(how -> how.status() != 0).isPresent();
        if (!down) {
            return Optional.empty();
        }
        if (end.filter(Pod.Ended::forWantOfMemory).isPresent()) {
            return Optional.of("was ended for want of memory (OOMKilled, exit status "
                    + end.get().status() + often
                    + (container.memory().isEmpty() ? "" : ", it may have " + container.memory()) + ")");
        }
        return switch (container.waiting()) {
            case "ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError" ->
                Optional.of("has no image (" + container.waiting() + ", " + container.image() + ")"
                        + colon(container.words()));
            case "CreateContainerConfigError", "CreateContainerError", "RunContainerError" ->
                Optional.of("cannot be made (" + container.waiting() + ")" + colon(container.words()));
            case "ContainerCreating", "PodInitializing" -> Optional.empty();
            default ->
                Optional.of("crashes (" + (container.waiting().isEmpty() ? "Terminated" : container.waiting())
                        + end.map(how -> ", exit status " + how.status()).orElse("") + often + ")"
                        + said(pod, container, end));
        };
    }

    private String said(Pod pod, Pod.Container container, Optional<Pod.Ended> end) {
        String left = end.map(Pod.Ended::words).orElse("");
        if (!left.isEmpty()) {
            return ", it said last: " + left;
        }
        try {
            String log =
                    namespace.lastWords(pod, container.name(), container.ended().isEmpty(), LINES);
            StartWords words = StartWords.in(log);
            String last = words.isEmpty()
                    ? log.lines()
                            .filter(line -> !line.isBlank())
                            .reduce((one, other) -> other)
                            .map(Excerpt::of)
                            .orElse("")
                    : words.toString();
            return last.isEmpty() ? "" : ", it said last: " + last;
        } catch (CannotLook blind) {
            return ", and its log could not be read (" + blind.getMessage() + ")";
        }
    }

    /** The last that was said of why it is not ready. */
    private Optional<String> probe(Pod pod) {
        return happenings.stream()
                .filter(each -> each.of().equals(pod.name()) && each.reason().equals("Unhealthy"))
                .map(Happening::words)
                .reduce((one, other) -> other);
    }

    private String why() {
        return unread.map(why -> ", and its events could not be read (" + why + ")")
                .orElse("");
    }

    /** How a pod that is well came to be started again; empty if it never was. */
    public static Optional<String> past(Pod pod) {
        return pod.containers().stream()
                .filter(each -> each.restarts() > 0)
                .findFirst()
                .map(each -> pod.name() + " restarted " + times(each.restarts())
                        + each.last()
                                .map(how -> ", last after exit status " + how.status()
                                        + (how.reason().isEmpty() ? "" : " (" + how.reason() + ")")
                                        + how.at().map(at -> " at " + at).orElse(""))
                                .orElse(""));
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    private static String colon(String words) {
        return words.isEmpty() ? "" : ": " + words;
    }
}
