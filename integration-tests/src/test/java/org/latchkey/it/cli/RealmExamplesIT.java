package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.ds389.Ds389Tree;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.BuildDirectory;
import org.latchkey.it.tls.TestAuthority;

/** The realms that README and the recipes show, each at a real server of its kind, with its addresses and accounts alone replaced. */
class RealmExamplesIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.shared();

    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @RegisterExtension
    static final Ds389 DS389 = Ds389.shared();

    @TempDir
    private Path folder;

    private static Path example(String name) {
        return BuildDirectory.path().getParent().resolveSibling("examples").resolve("tomcat/" + name);
    }

    private String secret(String password) {
        try {
            return "${file:" + Files.writeString(folder.resolve("reader"), password + "\n") + "}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ran run(String command, String example, String password, Map<String, String> here, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(command, "--config", example(example).toString()));
        here.forEach((key, value) -> arguments.addAll(
                List.of("--set", key + "=" + (key.equals("connectionPassword") ? secret(value) : value))));
        arguments.addAll(List.of(more));
        return new Shell(folder).run(password + "\n", arguments.toArray(String[]::new));
    }

    private Ran check(String example, String password, Map<String, String> here) {
        return run("check", example, password, here, "--user", "alice", "--password-stdin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "realm-active-directory.xml",
                "realm-openldap.xml",
                "realm-freeipa.xml",
                "realm-389-ds.xml",
                "ldap-only-server.xml"
            })
    void each_is_read_without_a_warning(String name) {
        Map<String, String> here = new LinkedHashMap<>(Map.of("connectionPassword", "a-c4nary"));
        if (name.equals("realm-freeipa.xml")) {
            here.put("caCertificateFile", TestAuthority.shared().caPem().toString());
        }
        Ran ran = run("lint", name, "", here, "--strict");
        assertThat(ran.out()).as(ran.err()).contains("ok    configuration").doesNotContain("c4nary");
        assertThat(ran.code()).isZero();
    }

    @Test
    void active_directory() {
        Map<String, String> here = new LinkedHashMap<>(DC.config());
        here.put("connectionURL", DC.ldapsUrl() + "/" + AdDomain.BASE);
        Ran ran = check("realm-active-directory.xml", AdDomain.person("alice").password(), here);
        assertThat(ran.out()).containsPattern("ok +login +alice is let in, with the roles .*Domain Users.*staff");
        assertThat(ran.code()).isZero();
    }

    /** The fixture has references to other servers at its top, so that the places of people and groups are named. */
    @Test
    void openldap() {
        Ran ran = check(
                "realm-openldap.xml",
                Fixture.person("alice").password(),
                Map.of(
                        "connectionURL",
                        SLAPD.secureUrl() + "/" + Fixture.BASE,
                        "connectionName",
                        Fixture.READER_DN,
                        "connectionPassword",
                        Fixture.READER_PASSWORD,
                        "caCertificateFile",
                        TestAuthority.shared().caPem().toString(),
                        "userBase",
                        "ou=people",
                        "roleBase",
                        "ou=groups"));
        assertThat(ran.out()).contains("alice is let in, with the roles developers, operators, users");
        assertThat(ran.code()).isZero();
    }

    @Test
    void the_389_directory_server() {
        Map<String, String> here = new LinkedHashMap<>(DS389.config());
        here.put("connectionURL", DS389.url() + "/" + Ds389Tree.BASE);
        Ran ran = check("realm-389-ds.xml", Ds389Tree.person("alice").password(), here);
        assertThat(ran.out()).containsPattern("ok +login +alice is let in, with the roles nest-0, .*staff");
        assertThat(ran.code()).isZero();
    }
}
