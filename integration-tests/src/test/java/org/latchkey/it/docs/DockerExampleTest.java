package org.latchkey.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the Docker recipe fit each other, its page, and the server.xml that is started elsewhere; no image is built. */
class DockerExampleTest {

    private static final Path EXAMPLES = Page.ROOT.resolve("examples");

    private static String text(String example) throws IOException {
        return Files.readString(EXAMPLES.resolve(example));
    }

    private static String only(String expression, String text) {
        Matcher found = Pattern.compile(expression, Pattern.MULTILINE).matcher(text);
        assertThat(found.find()).as(expression).isTrue();
        return found.group(1);
    }

    @Test
    void the_page_tells_of_every_file_that_is_copied() throws IOException {
        String page = Page.at(Path.of("docs", "recipes", "docker.md")).text();
        List<String> copied = Pattern.compile("(?m)^COPY (.+) \\S+$")
                .matcher(text("docker/Dockerfile"))
                .results()
                .flatMap(copy -> Stream.of(copy.group(1).split(" ")))
                .toList();
        assertThat(copied)
                .hasSizeGreaterThan(4)
                .allSatisfy(file -> assertThat(page).contains("`" + file + "`"));
    }

    @Test
    void the_secret_is_mounted_where_the_realm_reads_it() throws IOException {
        String mounted = only("^    secrets:\\n      - (\\S+)$", text("docker/compose.yaml"));
        assertThat(text("tomcat/ldap-only-server.xml"))
                .contains("connectionPassword=\"${file:/run/secrets/" + mounted + "}\"");
        assertThat(text("docker/compose.yaml")).contains("  " + mounted + ":\n    file: ./" + mounted + "\n");
    }

    @Test
    void what_tomcat_writes_to_is_the_user_s_own_and_the_port_that_is_asked_is_tomcat_s() throws IOException {
        String image = text("docker/Dockerfile");
        String compose = text("docker/compose.yaml");
        String user = only("^USER (\\d+):\\d+$", image);
        for (String folder : List.of("logs", "temp", "work")) {
            assertThat(compose).contains("- /usr/local/tomcat/" + folder + ":uid=" + user + ",gid=" + user + "\n");
        }
        assertThat(compose).contains("read_only: true");
        String port = only("<Connector port=\"(\\d+)\"", text("tomcat/ldap-only-server.xml"));
        assertThat(image).contains("/dev/tcp/127.0.0.1/" + port + "\"");
        assertThat(compose).contains(":" + port + "\"");
    }
}
