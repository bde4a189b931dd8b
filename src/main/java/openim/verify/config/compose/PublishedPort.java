package openim.verify.config.compose;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openim.verify.config.reach.Addresses;
import openim.verify.config.yaml.YamlNode;

/**
 * Ports of a container that are ports of this machine too.
 *
 * @param ip the address of this machine on which they are; empty for all
 * @param published the first on this machine
 * @param first the first in the container
 * @param last the last in the container
 */
record PublishedPort(String ip, int published, int first, int last) {

    private static final Pattern SHORT =
            Pattern.compile("(?:(?<ip>\\[[^]]*]|[0-9.]*):)?(?<published>\\d{1,5})(?:-(?<until>\\d{1,5}))?:"
                    + "(?<first>\\d{1,5})(?:-(?<last>\\d{1,5}))?(?:/(?i:tcp))?");
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::", "[::]");

    /** From compose's short form ({@code 127.0.0.1:10002:10002}) or its long one; empty if docker chooses the port, also one of a range, or for UDP. */
    static Optional<PublishedPort> of(YamlNode node, Interpolation interpolation) {
        return node.isMapping()
                ? longForm(node, interpolation)
                : node.text().map(interpolation::apply).flatMap(PublishedPort::shortForm);
    }

    private static Optional<PublishedPort> longForm(YamlNode node, Interpolation interpolation) {
        boolean udp = node.at("protocol").text().filter("udp"::equalsIgnoreCase).isPresent();
        String ip = node.at("host_ip").text().map(interpolation::apply).orElse("");
        return node.at("published")
                .text()
                .flatMap(published -> node.at("target").text().map(target -> published + ":" + target))
                .map(interpolation::apply)
                .filter(ports -> !udp)
                .flatMap(PublishedPort::shortForm)
                .map(port -> new PublishedPort(ip, port.published(), port.first(), port.last()));
    }

    private static Optional<PublishedPort> shortForm(String text) {
        Matcher matcher = SHORT.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group("first"));
        int last = number(matcher, "last").orElse(first);
        int published = Integer.parseInt(matcher.group("published"));
        int until = number(matcher, "until").orElse(published);
        if (until - published != last - first) {
            return Optional.empty();
        }
        return Optional.of(
                new PublishedPort(Optional.ofNullable(matcher.group("ip")).orElse(""), published, first, last));
    }

    private static Optional<Integer> number(Matcher matcher, String group) {
        return Optional.ofNullable(matcher.group(group)).map(Integer::parseInt);
    }

    boolean covers(int containerPort) {
        return first <= containerPort && containerPort <= last;
    }

    /** Where that port of the container is on this machine. */
    String address(int containerPort, String host) {
        String name = Addresses.inUrl(EVERYWHERE.contains(ip) ? host : ip);
        return name + ":" + (published + containerPort - first);
    }
}
