package openim.verify.config.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import openim.verify.config.Inputs;
import openim.verify.config.Settings;
import openim.verify.config.SettingsLoader;
import openim.verify.config.deployment.Deployments;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {

    private static final String HERE = "1".repeat(40);
    private static final String ELSEWHERE = "2".repeat(40);
    private static final String TAG = "3".repeat(40);

    @TempDir
    Path directory;

    @Test
    @DisplayName("The tag of the commit that is checked out is the release, packed or loose")
    void aTagIsTheRelease() throws IOException {
        git("HEAD", HERE);
        git("packed-refs", """
                # pack-refs with: peeled fully-peeled sorted
                %s refs/tags/v3.8.2
                %s refs/heads/main
                """.formatted(ELSEWHERE, HERE));
        assertThat(release()).isEmpty();

        git("refs/tags/v3.8.3", HERE + "\n");
        assertThat(release()).contains("v3.8.3");
    }

    @Test
    @DisplayName("A tag with a message is followed to its commit, packed or loose")
    void aTagWithAMessageIsFollowed() throws IOException {
        git("HEAD", "ref: refs/heads/deployed\n");
        git("refs/heads/deployed", HERE + "\n");
        git("packed-refs", "%s refs/tags/v3.8.3-patch.15\n^%s\n".formatted(TAG, HERE));
        assertThat(release()).contains("v3.8.3-patch.15");

        git("packed-refs", "%s refs/tags/v3.8.3-patch.15\n^%s\n".formatted(TAG, ELSEWHERE));
        git("refs/tags/v3.8.3-patch.16", TAG + "\n");
        object(TAG, "tag 150\0object " + HERE + "\ntype commit\ntag v3.8.3-patch.16\n");
        assertThat(release()).contains("v3.8.3-patch.16");
    }

    @Test
    void ofSeveralTagsTheLatestCountsAndOnesOwnDoNot() throws IOException {
        git("HEAD", "ref: refs/heads/main\n");
        git(
                "packed-refs",
                Stream.of(
                                "refs/heads/main",
                                "refs/tags/v3.8.3-patch.2",
                                "refs/tags/v3.8.3-patch.10",
                                "refs/tags/v3.8.3",
                                "refs/tags/zz-deployed-on-friday")
                        .map(name -> HERE + " " + name + "\n")
                        .reduce("", String::concat));

        assertThat(release()).contains("v3.8.3-patch.10");
    }

    @Test
    void aWorktreeIsAskedWhereItsRepositoryIs() throws IOException {
        Path main = Files.createDirectories(directory.resolve("main/.git/worktrees/live"));
        Files.writeString(main.resolve("HEAD"), HERE + "\n");
        Files.writeString(main.resolve("commondir"), "../..\n");
        Files.writeString(directory.resolve("main/.git/packed-refs"), HERE + " refs/tags/v3.8.2\n");
        Files.createDirectories(checkout());
        Files.writeString(checkout().resolve(".git"), "gitdir: " + main + "\n");

        assertThat(release()).contains("v3.8.2");
    }

    @ParameterizedTest
    @CsvSource({
        "version/version, v3.8.3-patch.5, v3.8.3-patch.5",
        "version/version, 3.8.0, v3.8.0",
        "version/version, main, main",
        "VERSION, v1.8.4, v1.8.4",
        "version/version, some words, ",
    })
    void withoutATagTheVersionFileCounts(String file, String content, String expected) throws IOException {
        git("HEAD", HERE);
        Path version = checkout().resolve(file);
        Files.createDirectories(version.getParent());
        Files.writeString(version, content + "\n");

        assertThat(release()).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void whatCannotBeReadIsAnUnknownReleaseAndNoFailure() throws IOException {
        assertThat(release()).isEmpty();

        git("HEAD", "ref: refs/heads/none\n");
        git("packed-refs", "no reference\n^\n");
        git("refs/tags/v3.8.3", TAG + "\n");
        Files.createDirectories(checkout().resolve(".git/objects/33"));
        Files.writeString(checkout().resolve(".git/objects/33").resolve("3".repeat(38)), "not deflated");
        assertThat(release()).isEmpty();
        assertThat(Release.UNKNOWN.serverWords()).isEqualTo("unknown release");
    }

    @ParameterizedTest
    @CsvSource({
        "openim/openim-server:v3.8.3-patch.15, openim-server, v3.8.3-patch.15",
        "openim/openim-server:v3.8.3-patch.15@sha256:0123abcd, openim-server, v3.8.3-patch.15",
        "registry.example.com:5000/OpenIM/Openim-Chat:1.8.4, openim-chat, v1.8.4",
        "registry.example.com:5000/openim/openim-server, openim-server, ",
        "openim-server:release-v3.8, openim-server, release-v3.8",
        "openim/openim-server:main, openim-server, main",
        "openim/openim-server:latest, openim-server, ",
        "openim/openim-server:ours-7, openim-server, ",
    })
    void anImagesTagNamesTheRelease(String name, String repository, String release) {
        Image image = Image.of(name).orElseThrow();

        assertThat(image.repository()).isEqualTo(repository);
        assertThat(image.release()).isEqualTo(Optional.ofNullable(release));
    }

    @Test
    void releasesHaveAnOrder() {
        List<String> order = List.of(
                "v3.7.1",
                "3.8.0-rc.1",
                "v3.8.0",
                "v3.8.3-alpha.2",
                "v3.8.3-alpha.10",
                "v3.8.3",
                "v3.8.3-patch.2",
                "v3.8.3-patch.10",
                "v3.8.4-alpha.1",
                "v3.10.0");
        List<String> shuffled = new java.util.ArrayList<>(order);
        Collections.reverse(shuffled);

        assertThat(shuffled.stream()
                        .sorted(java.util.Comparator.comparing(
                                name -> ReleaseNumber.of(name).orElseThrow()))
                        .toList())
                .isEqualTo(order);
        assertThat(ReleaseNumber.of("main")).isEmpty();
    }

    @Test
    @DisplayName("Settings tell the release of both servers, from checkouts and from compose's images")
    void settingsTellIt() throws IOException {
        Path project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(
                project.resolve(".env"),
                "OPENIM_SERVER_IMAGE=openim/openim-server:v3.8.3-patch.15\n"
                        + "OPENIM_CHAT_IMAGE=openim/openim-chat:latest\nOPENIM_SECRET=s\n");
        Files.writeString(project.resolve("docker-compose.yml"), """
                services:
                  openim-server:
                    image: "${OPENIM_SERVER_IMAGE}"
                    ports: [ "10001:10001", "10002:10002" ]
                    environment: [ "IMENV_SHARE_SECRET=${OPENIM_SECRET}" ]
                  openim-chat:
                    image: "${OPENIM_CHAT_IMAGE}"
                    ports: [ "10008:10008", "10009:10009" ]
                """);

        Settings docker = SettingsLoader.load(
                Inputs.in(directory).withCommandLine(Map.of("openim.docker.dir", project.toString())));
        Settings source = SettingsLoader.load(Inputs.in(directory)
                .withCommandLine(Map.of(
                        "openim.server.dir", Deployments.SERVER.toString(),
                        "openim.chat.dir", Deployments.CHAT.toString())));

        assertThat(docker.release()).isEqualTo(new Release(Optional.of("v3.8.3-patch.15"), Optional.empty()));
        assertThat(docker.release()).hasToString("OpenIMServer v3.8.3-patch.15, ChatServer unknown release");
        assertThat(source.release()).isEqualTo(Release.UNKNOWN);
    }

    private Path checkout() {
        return directory.resolve("open-im-server");
    }

    private Optional<String> release() {
        return Release.ofCheckout(checkout());
    }

    private void git(String name, String content) throws IOException {
        Path file = checkout().resolve(".git").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private void object(String hash, String content) throws IOException {
        Path file =
                checkout().resolve(".git/objects").resolve(hash.substring(0, 2)).resolve(hash.substring(2));
        Files.createDirectories(file.getParent());
        try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }
}
