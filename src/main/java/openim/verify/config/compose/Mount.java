package openim.verify.config.compose;

import java.nio.file.Path;
import java.util.Optional;
import openim.verify.config.yaml.YamlNode;

/**
 * A file or directory of this machine inside a container.
 *
 * @param source on this machine, perhaps relative to the project
 * @param target inside the container
 */
record Mount(String source, String target) {

    /** From compose's short form ({@code ./config:/openim-server/config:ro}) or its long one; empty for named volumes. */
    static Optional<Mount> of(YamlNode node, Interpolation interpolation) {
        if (node.isMapping()) {
            return node.at("source")
                    .text()
                    .flatMap(source -> node.at("target")
                            .text()
                            .map(target -> new Mount(interpolation.apply(source), interpolation.apply(target))))
                    .filter(Mount::isBind);
        }
        return node.text()
                .map(interpolation::apply)
                .map(text -> text.split(":"))
                .filter(parts -> parts.length >= 2)
                .map(parts -> new Mount(parts[0], parts[1]))
                .filter(Mount::isBind);
    }

    private boolean isBind() {
        return source.startsWith(".") || source.startsWith("/");
    }

    /** The same with an absolute source. */
    Mount from(Path project) {
        return new Mount(project.resolve(source).normalize().toString(), target);
    }

    /** Whether it lies as deep in the container as that one or deeper, and so hides it if it comes later. */
    boolean isMoreSpecificThan(Mount earlier) {
        return depth() >= earlier.depth();
    }

    private int depth() {
        return Path.of(target).getNameCount();
    }

    /** Where a file of a {@code config} directory inside the container lies on this machine, if it is this one or in it. */
    Optional<Path> file(String fileName) {
        Path here = Path.of(source);
        if (target.endsWith("/config/" + fileName)) {
            return Optional.of(here);
        }
        return target.replaceFirst("/$", "").endsWith("/config")
                ? Optional.of(here.resolve(fileName))
                : Optional.empty();
    }
}
