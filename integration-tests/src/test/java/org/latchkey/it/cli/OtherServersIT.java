package org.latchkey.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.DirectoryInspector;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.ds389.Ds389Tree;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;

/** A check of the shortest configuration that works, at a real Active Directory and a real 389-DS. */
class OtherServersIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    @RegisterExtension
    static final Ds389 DS389 = Ds389.shared();

    @TempDir
    private Path folder;

    private Ran check(Map<String, String> ground, String preset, String url, String password) {
        Map<String, String> keys = new TreeMap<>(ground);
        keys.put("preset", preset);
        keys.put("connectionURL", url);
        keys.put("roleExcludes", "manager-*, admin-*");
        Shell shell = new Shell(folder);
        return shell.run(password + "\n", "check", "--config", shell.file(keys), "--user", "alice", "--password-stdin");
    }

    private Ran explain(Map<String, String> ground, String preset, String url, String password) {
        Map<String, String> keys = new TreeMap<>(ground);
        keys.put("preset", preset);
        keys.put("connectionURL", url);
        keys.put("roleExcludes", "manager-*, admin-*, nest-*");
        Shell shell = new Shell(folder);
        return shell.run(password + "\n", "explain", "alice", "--config", shell.file(keys), "--password-stdin");
    }

    @Test
    void active_directory_says_why_it_refuses_and_the_groups_are_told() {
        Ran ran = explain(DC.config(), "activeDirectory", DC.ldapsUrl() + "/" + AdDomain.BASE, "wrong-c4nary");
        // Which group comes last, and so at a corner, is the server's own affair.
        assertThat(masked(ran.out()).replace("`-", "|-").lines())
                .contains(
                        "alice  refused: the password is wrong, or the account has none (BAD_PASSWORD)",
                        "|- found       CN=Alice Adams,OU=People,DC=ad,DC=example,DC=test",
                        "|  |- by         (&(|(sAMAccountName=alice)(userPrincipalName=alice))(objectClass=user))"
                                + " anywhere below DC=ad,DC=example,DC=test",
                        "|     |- userAccountControl                  512",
                        "|- groups      17",
                        "|  |- CN=staff,OU=Groups,DC=ad,DC=example,DC=test, directly, by tokenGroups and member",
                        "|  |- CN=nest-2,OU=Groups,DC=ad,DC=example,DC=test, via nest-0 > nest-1",
                        "|  |- CN=Domain Users,CN=Users,DC=ad,DC=example,DC=test, directly or through others, by"
                                + " tokenGroups",
                        "|  |  |- no role  roleExcludes nest-*",
                        "|- roles       7",
                        "|  |- staff             CN=staff,OU=Groups,DC=ad,DC=example,DC=test: its name",
                        "|- bind        result code 49 (invalidCredentials)",
                        "|  |- sub-code  52e",
                        "|  |- JAAS                            FailedLoginException: the user name or the password is"
                                + " wrong");
        assertThat(ran.out()).doesNotContain("c4nary");
        assertThat(ran.code()).isEqualTo(4);
    }

    @Test
    void a_389_directory_server_explains_a_login() {
        Ran ran = explain(
                DS389.config(),
                "389ds",
                DS389.url() + "/" + Ds389Tree.BASE,
                Ds389Tree.person("alice").password());
        assertThat(masked(ran.out()).replaceAll("\\d+ operations, \\d+ ms", "N operations"))
                .isEqualTo("""
                        alice  let in
                        |- found       uid=alice,ou=people,dc=example,dc=org
                        |  |- by         (uid=alice) anywhere below dc=example,dc=org
                        |  |- name       alice
                        |  |- principal  alice
                        |  `- account    nothing in the entry says that it may not be used
                        |- groups      11
                        |  |- cn=staff,ou=groups,dc=example,dc=org, directly, by (|(member={0})(uniqueMember={0}))
                        |  |- cn=nest-0,ou=groups,dc=example,dc=org, directly, by (|(member={0})(uniqueMember={0}))
                        |  |  `- no role  roleExcludes nest-*
                        |  |- cn=nest-1,ou=groups,dc=example,dc=org, via nest-0
                        |  |  `- no role  roleExcludes nest-*
                        |  |- cn=nest-2,ou=groups,dc=example,dc=org, via nest-0 > nest-1
                        |  |  `- no role  roleExcludes nest-*
                        |  |- cn=nest-3,ou=groups,dc=example,dc=org, via nest-0 > nest-1 > nest-2
                        |  |  `- no role  roleExcludes nest-*
                        |  |- cn=nest-4,ou=groups,dc=example,dc=org, via nest-0 > nest-1 > nest-2 > nest-3
                        |  |  `- no role  roleExcludes nest-*
                        |  |- cn=nest-5,ou=groups,dc=example,dc=org, via nest-0 > nest-1 > nest-2 > nest-3 > nest-4
                        |  |  `- no role  roleExcludes nest-*
                        |  |- cn=nest-6,ou=groups,dc=example,dc=org, via nest-0 > nest-1 > nest-2 > nest-3 > nest-4 > nest-5
                        |  |  `- no role  roleExcludes nest-*
                        |  |- cn=nest-7,ou=groups,dc=example,dc=org, via nest-0 > nest-1 > nest-2 > nest-3 > nest-4 > nest-5 > nest-6
                        |  |  `- no role  roleExcludes nest-*
                        |  |- cn=nest-8,ou=groups,dc=example,dc=org, via nest-0 > nest-1 > nest-2 > nest-3 > nest-4 > nest-5 > nest-6 > nest-7
                        |  |  `- no role  roleExcludes nest-*
                        |  `- cn=nest-9,ou=groups,dc=example,dc=org, via nest-0 > nest-1 > nest-2 > nest-3 > nest-4 > nest-5 > nest-6 > nest-7 > nest-8
                        |     `- no role  roleExcludes nest-*
                        |- roles       1
                        |  `- staff  cn=staff,ou=groups,dc=example,dc=org: its name
                        |- attributes
                        |  |- ldap.dn        uid=alice,ou=people,dc=example,dc=org
                        |  `- ldap.username  alice
                        |- bind        result code 0 (success)
                        |- doors
                        |  |- Tomcat, Jakarta Authentication  the request goes on as alice
                        |  `- JAAS                            login() succeeds: a UserPrincipal, and a RolePrincipal for each role
                        `- cost        N operations
                        """);
        assertThat(ran.code()).isZero();
    }

    /** Which entries a server gives first is its own affair, and so are its address and its release. */
    private static String masked(String out) {
        return Shell.masked(out)
                .replaceAll("127\\.\\d+\\.\\d+\\.\\d+", "127.A.B.C")
                .replaceAll("C:(\\d+)", "C:PORT")
                .replaceAll("((?:users|groups) +)(?:at least )?\\d+ seen, such as .*  \\[", "$1N seen  [")
                .replaceAll(
                        "(membership +).* is in \\d+, such as .*  \\[N ms, \\d+", "$1somebody is in some  [N ms, some")
                .replaceAll("389-Directory/\\S+( B\\S+)?", "389-Directory/VERSION");
    }

    @Test
    void active_directory_is_told_stage_by_stage() {
        Ran ran = check(
                DC.config(),
                "activeDirectory",
                DC.ldapsUrl() + "/" + AdDomain.BASE,
                AdDomain.person("alice").password());
        assertThat(masked(ran.out())).isEqualTo("""
                        ldaps://127.A.B.C:PORT
                          ok    configuration   read
                          ok    dns             127.A.B.C  [N ms]
                          ok    tcp             connected to 127.A.B.C port PORT  [N ms]
                          --    start-tls       ldaps speaks TLS from the first byte
                          warn  tls             TLSv1.3, certificate of CN=127.A.B.C,O=Latchkey Tests, good for N days  [N ms]
                                                look at: the server's certificate ends in N days: renew it in time
                          ok    root-dse        Active Directory (Samba Team (https://www.samba.org))  [N ms, 1 operation]
                          ok    service-bind    bound as reader@ad.example.test  [N ms, 1 operation]
                          ok    user-base       DC=ad,DC=example,DC=test  [N ms, 1 operation]
                          ok    users           N seen  [N ms, 1 operation]
                          ok    login-attribute sAMAccountName  [N ms]
                          --    id-attribute    userIdAttribute is not set
                          ok    groups          N seen  [N ms, 2 operations]
                          ok    membership      somebody is in some  [N ms, some operations]
                          --    named-groups    neither requireGroup nor denyGroup is set
                          ok    clock           the clocks differ by N s  [N ms]
                          ok    login           alice is let in, with the roles Domain Users, Users, everywhere, legacy, local-readers, nest-0, nest-1, nest-2, nest-3, nest-4, nest-5, nest-6, nest-7, nest-8, nest-9, staff, weird, "group"/x  [N ms, 4 operations]

                        1 server, nothing failed, 1 to look at
                        """);
        assertThat(ran.code()).isZero();
    }

    @Test
    void a_clock_that_is_off_is_told() throws Exception {
        Map<String, String> keys = new TreeMap<>(DC.config());
        keys.put("preset", "activeDirectory");
        keys.put("connectionURL", DC.ldapsUrl() + "/" + AdDomain.BASE);
        Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(6));
        ServerReport report = new DirectoryInspector(
                        ConfigReader.read(Door.TOMCAT, keys).realms(), StoredPasswordMatcher.none(), fast)
                .check(null)
                .get(0);
        assertThat(report.stages().get(report.stages().size() - 1)).satisfies(clock -> {
            assertThat(clock.stage()).isEqualTo(Stage.CLOCK);
            assertThat(clock.outcome()).isEqualTo(Outcome.WARNED);
            assertThat(clock.warnings()).singleElement(STRING).startsWith("the clocks differ by more than 5 minutes");
        });
    }

    @Test
    void a_389_directory_server_is_told_stage_by_stage() {
        Ran ran = check(
                DS389.config(),
                "389ds",
                DS389.url() + "/" + Ds389Tree.BASE,
                Ds389Tree.person("alice").password());
        assertThat(masked(ran.out())).isEqualTo("""
                        ldap://127.A.B.C:PORT
                          ok    configuration   read
                          ok    dns             127.A.B.C  [N ms]
                          ok    tcp             connected to 127.A.B.C port PORT  [N ms]
                          --    start-tls       neither ldaps:// nor useStartTls
                          --    tls             neither ldaps:// nor useStartTls
                          ok    root-dse        389 Project 389-Directory/VERSION  [N ms, 1 operation]
                          ok    service-bind    bound as uid=reader,ou=services,dc=example,dc=org  [N ms, 1 operation]
                          ok    user-base       dc=example,dc=org  [N ms, 1 operation]
                          ok    users           N seen  [N ms, 1 operation]
                          ok    login-attribute uid  [N ms]
                          --    id-attribute    userIdAttribute is not set
                          ok    groups          N seen  [N ms, 2 operations]
                          ok    membership      somebody is in some  [N ms, some operations]
                          --    named-groups    neither requireGroup nor denyGroup is set
                          --    clock           the server does not tell its time
                          ok    login           alice is let in, with the roles nest-0, nest-1, nest-2, nest-3, nest-4, nest-5, nest-6, nest-7, nest-8, nest-9, staff  [N ms, 13 operations]

                        1 server, nothing failed
                        """);
        assertThat(ran.code()).isZero();
    }

    private Ran list(Map<String, String> ground, String preset, String url, String... options) {
        Map<String, String> keys = new TreeMap<>(ground);
        keys.put("preset", preset);
        keys.put("connectionURL", url);
        keys.put("roleExcludes", "manager-*, admin-*");
        Shell shell = new Shell(folder);
        List<String> arguments = new ArrayList<>(List.of("list-users", "--config", shell.file(keys)));
        arguments.addAll(List.of(options));
        Ran ran = shell.run("", arguments.toArray(String[]::new));
        assertThat(ran.out() + ran.err()).doesNotContain("c4nary");
        return ran;
    }

    @Test
    void the_users_of_active_directory_are_listed_with_their_ids_and_nested_roles() {
        String url = DC.ldapsUrl() + "/" + AdDomain.BASE;
        Ran ran = list(DC.config(), "activeDirectory", url, "--roles", "--attributes", "guid=objectGUID");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines())
                .contains("name,dn,roles,guid")
                .anyMatch(line -> line.startsWith("alice,\"CN=")
                        && line.contains("Domain Users|Users|everywhere|legacy|local-readers|nest-0|nest-1|")
                        && line.matches(".*,[A-Za-z0-9+/]{22}=="))
                .noneMatch(line -> line.startsWith("Guest,") || line.startsWith("krbtgt,"));
        Ran all = list(DC.config(), "activeDirectory", url, "--all");
        assertThat(all.out()).containsPattern("Guest,\"CN=Guest,.*\",ACCOUNT_DISABLED");
        assertThat(list(DC.config(), "activeDirectory", url, "--since", "52w")
                        .out()
                        .lines())
                .hasSameSizeAs(ran.out().lines().toList());
        assertThat(list(DC.config(), "activeDirectory", url, "--since", "0s").out())
                .isEqualTo("name,dn\r\n");
    }

    @Test
    void the_users_of_a_389_directory_server_are_listed() {
        String url = DS389.url() + "/" + Ds389Tree.BASE;
        Ran ran = list(DS389.config(), "389ds", url, "--roles", "--set", "userIdAttribute=nsUniqueId");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines())
                .contains("name,dn,id,roles")
                .anyMatch(line ->
                        line.matches("alice,\"uid=alice,.*\",[0-9a-f-]{35},nest-0\\|nest-1\\|.*\\|nest-9\\|staff"));
        assertThat(list(DS389.config(), "389ds", url, "--since", "52w").out().lines())
                .hasSameSizeAs(ran.out().lines().toList());
        assertThat(list(DS389.config(), "389ds", url, "--since", "0s").out()).isEqualTo("name,dn\r\n");
    }
}
