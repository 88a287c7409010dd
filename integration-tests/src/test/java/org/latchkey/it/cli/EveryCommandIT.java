package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/** Whatever a command is asked to do, the passwords it is given are in nothing that it writes. */
class EveryCommandIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("every-command").withoutTls().build();

    private static final String CANARY = "c4nary";

    @TempDir
    private Path given;

    @TempDir
    private Path written;

    private Shell shell;
    private String config;
    private Path old;

    @BeforeEach
    void prepare() throws IOException {
        shell = new Shell(given);
        config = shell.file(SLAPD.url());
        old = Files.writeString(given.resolve("context.xml"), """
                <Context>
                  <Realm className="org.apache.catalina.realm.JNDIRealm" connectionURL="%s" connectionName="%s"
                    connectionPassword="%s" userBase="%s" userSearch="(uid={0})"/>
                </Context>
                """.formatted(
                        SLAPD.url(), Fixture.READER_DN, Fixture.READER_PASSWORD, Fixture.PEOPLE));
    }

    private Ran run(String input, String line, String... more) {
        String[] arguments = Stream.concat(
                        Arrays.stream(line.split(" "))
                                .map(word -> word.replace("CONFIG", config)
                                        .replace("OLD", old.toString())
                                        .replace("URL", SLAPD.url())
                                        .replace("READER", Fixture.READER_DN)
                                        .replace("OUT", written.resolve("out").toString())),
                        Arrays.stream(more))
                .toArray(String[]::new);
        return shell.run(input, arguments);
    }

    private List<String> everythingWritten(Ran ran) throws IOException {
        List<String> all = new ArrayList<>(List.of(ran.out(), ran.err()));
        try (Stream<Path> files = Files.list(written)) {
            files.forEach(file -> all.add(text(file)));
        }
        return all;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lint --config CONFIG",
                "lint --config CONFIG --json",
                "check --config CONFIG --verbose --user alice --password-stdin",
                "check --config CONFIG --json --user alice --password-stdin",
                "explain alice --config CONFIG --password-stdin --html OUT",
                "explain alice --config CONFIG --password-stdin --json --svg OUT",
                "explain nobody-of-that-name --config CONFIG --password-stdin",
                "list-users --config CONFIG --roles --all",
                "list-users --config CONFIG --format jsonl --output OUT",
                "list-users --config CONFIG --format tomcat-users",
                "list-users --config CONFIG --format sql",
                "convert OLD",
                "convert OLD --format properties",
                "convert OLD --format jaas",
                "convert OLD --format jaspic-providers",
                "convert OLD --format wildfly-cli",
                "init URL --connection-name READER --password-stdin --force --output OUT",
                "init URL --connection-name READER --password-stdin --force --format jaas"
            })
    void no_password_is_in_what_it_writes(String line) throws Exception {
        String password = line.startsWith("init")
                ? Fixture.READER_PASSWORD
                : Fixture.person("alice").password();
        assertThat(password + Fixture.READER_PASSWORD).contains(CANARY);
        List<String> all = everythingWritten(run(password + "\n", line));
        assertThat(String.join("", all)).hasSizeGreaterThan(20);
        assertThat(all).noneMatch(text -> text.contains(CANARY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lint --config CONFIG",
                "check --config CONFIG",
                "explain alice --config CONFIG",
                "list-users --config CONFIG",
                "convert OLD",
                "init URL --connection-name READER"
            })
    void none_takes_a_password_as_an_argument_or_repeats_it(String line) throws Exception {
        for (String[] more : new String[][] {
            {"--password", CANARY},
            {"--password=" + CANARY},
            {"-p", CANARY},
            {"-w" + CANARY},
            {"--set", CANARY},
            {CANARY}
        }) {
            Ran ran = run("", line, more);
            assertThat(ran.code()).as(line + " " + more[0]).isEqualTo(2);
            assertThat(everythingWritten(ran)).noneMatch(text -> text.contains(CANARY));
        }
    }
}
