package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigException;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.fixture.Tripwire;
import org.latchkey.it.memory.MemoryDirectory;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Who a user is: hostile DNs, canonical names, ambiguity, lookups without a password, attributes. */
class NamesIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("names").build();

    private static final String[] WEIRD = {"userBase", Fixture.WEIRD, "userSearch", "(uid={0})"};

    static Stream<Person> hostile() {
        return Fixture.hostile().stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void every_hostile_dn_logs_in_and_keeps_its_groups(Person person) throws Exception {
        try (Engine engine = Engine.searching(SLAPD, WEIRD)) {
            var result = engine.login(person.uid(), person.password());
            assertThat(Engine.name(result)).isEqualTo(person.uid());
            assertThat(Engine.roles(result)).containsExactly("all weird");
            assertThat(Engine.reason(engine.login(person.uid(), "wrong-c4nary")))
                    .isEqualTo(RejectionReason.BAD_PASSWORD);
        }
    }

    @Test
    void a_hostile_name_makes_the_right_dn_from_a_template() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userSearch", "-", "userPattern", "uid={0}," + Fixture.PEOPLE)) {
            assertThat(Engine.roles(engine.loginAs("smith, j+\"x\""))).containsExactly("typists");
        }
    }

    @Test
    void a_name_in_a_filter_is_escaped_for_the_filter_alone_and_inside_a_dn_for_both() throws Exception {
        String uid = "smith, j+\"x\"";
        try (Engine byUid = Engine.searching(SLAPD, "roleSearch", "(memberUid={1})");
                Engine byDn = Engine.searching(SLAPD, "roleSearch", "(member=uid={1}," + Fixture.PEOPLE + ")")) {
            assertThat(Engine.roles(byUid.loginAs(uid))).containsExactly("typing-pool");
            assertThat(Engine.roles(byDn.loginAs(uid))).containsExactly("typists");
        }
    }

    @Test
    void posix_roles_do_not_vanish_when_the_name_is_typed_in_another_case() throws Exception {
        try (Engine search = Engine.searching(SLAPD, "roleSearch", "(memberUid={1})");
                Engine template = Engine.searching(
                        SLAPD,
                        "userSearch",
                        "-",
                        "userPattern",
                        "uid={0}," + Fixture.PEOPLE,
                        "roleSearch",
                        "(memberUid={1})")) {
            String password = Fixture.person("alice").password();
            assertThat(Engine.roles(search.login("ALICE", password))).containsExactly("operators");
            assertThat(Engine.roles(template.login("ALICE", password))).containsExactly("operators");
        }
    }

    @Test
    void names_are_the_same_under_a_turkish_locale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try (Engine engine = Engine.searching(SLAPD, "userSubtree", "true", "userRoleName", "EMPLOYEETYPE")) {
            var result = engine.login("ALICE", Fixture.person("alice").password());
            assertThat(Engine.name(result)).isEqualTo("alice");
            assertThat(Engine.roles(result)).contains("writer", "reviewer", "users");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_name_that_two_entries_bear_is_nobody_even_with_a_right_password() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userBase", Fixture.BASE, "userSubtree", "true")) {
            Operations seen = SLAPD.during(() -> {
                assertThat(Engine.reason(engine.loginAs("sam"))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
                assertThat(Engine.reason(engine.login("sam", Fixture.otherSam().password())))
                        .isEqualTo(RejectionReason.AMBIGUOUS_USER);
            });
            assertThat(seen.bindDns()).noneMatch(dn -> dn.contains("sam"));
        }
    }

    @Test
    void two_templates_that_both_fit_are_nobody_and_one_that_fits_is_bound_once() throws Exception {
        String patterns = "(uid={0}," + Fixture.TENANT_A + ")(uid={0}," + Fixture.TENANT_B + ")";
        try (Engine engine = Engine.searching(SLAPD, "userSearch", "-", "userPattern", patterns)) {
            assertThat(Engine.reason(engine.loginAs("sam"))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
            Operations seen = SLAPD.during(() -> assertThat(Engine.reason(engine.login("toby", "wrong-c4nary")))
                    .isEqualTo(RejectionReason.BAD_PASSWORD));
            assertThat(seen.bindDns().stream().filter(dn -> dn.contains("toby")))
                    .hasSize(1);
        }
    }

    @Test
    void a_mail_address_leads_to_the_same_name() throws Exception {
        try (Engine engine =
                Engine.searching(SLAPD, "userSearch", "(|(uid={0})(mail={0}))", "userNameAttribute", "uid")) {
            String password = Fixture.person("alice").password();
            assertThat(Engine.name(engine.login("Alice@Example.ORG", password))).isEqualTo("alice");
        }
    }

    @Test
    void of_several_names_of_an_entry_the_typed_one_counts() throws Exception {
        try (Engine engine = Engine.searching(SLAPD)) {
            String password = Fixture.person("walter").password();
            assertThat(Engine.name(engine.login("WALLY", password))).isEqualTo("wally");
            assertThat(Engine.name(engine.login("walter", password))).isEqualTo("walter");
        }
    }

    @Test
    void a_proved_name_is_looked_up_also_where_only_a_template_is_configured() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userSearch", "-", "userPattern", "uid={0}," + Fixture.PEOPLE)) {
            assertThat(Engine.name(engine.proved("ALICE"))).isEqualTo("alice");
            assertThat(Engine.roles(engine.proved("alice"))).contains("users", "developers");
            assertThat(Engine.reason(engine.proved("bogus"))).isEqualTo(RejectionReason.UNKNOWN_USER);
        }
    }

    @Test
    void attributes_come_as_asked_and_a_password_never_does() throws Exception {
        try (Engine engine = Engine.searching(
                SLAPD,
                "userBase",
                Fixture.READABLE,
                "userAttributes",
                "*, +, address=mail:lower, nick=displayName|cn, site=l|{name}@here")) {
            DirectoryPrincipal clear = Engine.principal(engine.loginAs("clear"));
            assertThat(clear.attributes())
                    .containsEntry("address", List.of("clear@example.org"))
                    .containsEntry("nick", List.of("clear"))
                    .containsEntry("site", List.of("clear@here"))
                    .containsEntry("ldap.username", "clear")
                    .containsKeys("ldap.dn", "ldap.groups", "ldap.groupDns", "entryUUID");
            assertThat(clear.attributes().keySet()).noneMatch(name -> name.equalsIgnoreCase("userPassword"));
            assertThat(clear.attributes().toString()).doesNotContain("c4nary");
            assertThatThrownBy(() -> Engine.searching(SLAPD, "userAttributes", "USERPASSWORD"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("userAttributes");
        }
    }

    @Test
    void an_attribute_with_a_language_is_another_attribute() throws Exception {
        try (Engine engine =
                Engine.searching(SLAPD, "userAttributes", "text=description, german=description;lang-de")) {
            DirectoryPrincipal alice = Engine.principal(engine.loginAs("alice"));
            assertThat(alice.attributes()).containsEntry("german", List.of("die Erste"));
            assertThat(alice.attributes()).doesNotContainKey("text");
        }
    }

    @Test
    void an_object_that_is_stored_in_an_entry_is_never_made() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userAttributes", "*")) {
            assertThat(Engine.name(engine.loginAs("serialized"))).isEqualTo("serialized");
            assertThat(Tripwire.sprung()).isZero();
        }
    }

    @Test
    void a_user_who_may_not_read_anything_logs_in_by_the_bind_alone() throws Exception {
        try (OpenLdap closed =
                        OpenLdap.named("names-closed").denyAnonymousRead().start();
                Engine engine = Engine.searching(closed)) {
            var result = engine.loginAs("alice");
            assertThat(Engine.roles(result)).contains("users");
            Operations seen = closed.during(() -> engine.loginAs("alice"));
            assertThat(seen.binds()).isOne();
            assertThat(seen.searches()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}@corp.example", "CORP\\{0}"})
    void a_template_that_makes_no_dn_is_bound_with_the_name_as_it_is(String pattern) throws Exception {
        String uid = "smith, j+\"x\"";
        try (MemoryDirectory directory = MemoryDirectory.start();
                Engine engine = Engine.of("connectionURL", directory.url(), "userPattern", pattern)) {
            directory
                    .script()
                    .bindAs(pattern.replace("{0}", uid), Fixture.person(uid).dn());
            assertThat(Engine.name(engine.loginAs(uid))).isEqualTo(uid);
            assertThat(Engine.reason(engine.login(uid, "wrong-c4nary"))).isEqualTo(RejectionReason.BAD_PASSWORD);
        }
    }

    @Test
    void an_account_that_was_bound_by_name_and_is_not_the_entry_found_comes_in_as_nobody() throws Exception {
        try (MemoryDirectory directory = MemoryDirectory.start();
                Engine engine = Engine.of(
                        "connectionURL",
                        directory.url(),
                        "userPattern",
                        "{0}@corp.example",
                        "userBase",
                        Fixture.PEOPLE,
                        "userSearch",
                        "(uid={0})",
                        "userRoleName",
                        "employeeType")) {
            directory
                    .script()
                    .bindAs("alice@corp.example", Fixture.person("bob").dn());
            assertThat(Engine.reason(engine.login("alice", Fixture.person("bob").password())))
                    .isEqualTo(RejectionReason.AMBIGUOUS_USER);
            directory.script().clear();
            directory
                    .script()
                    .bindAs("alice@corp.example", Fixture.person("alice").dn());
            assertThat(Engine.roles(engine.loginAs("alice"))).containsExactlyInAnyOrder("writer", "reviewer");
        }
    }

    private static void name(MemoryDirectory directory, String account, String principalName) throws Exception {
        directory
                .server()
                .modify(
                        Fixture.person(account).dn(),
                        new Modification(ModificationType.REPLACE, "sAMAccountName", account),
                        new Modification(ModificationType.REPLACE, "userPrincipalName", principalName));
    }

    private static Engine byPrincipalName(MemoryDirectory directory, String... more) throws Exception {
        return Engine.of(
                Map.of(
                        "connectionURL",
                        directory.url(),
                        "userPattern",
                        "{0}@corp.example",
                        "userBase",
                        Fixture.PEOPLE,
                        "userRoleName",
                        "employeeType"),
                more);
    }

    /** Who is bound as alice@corp.example is bob, though it is alice's account name at the domain. */
    @Test
    void a_principal_name_that_is_another_s_account_name_lets_nobody_in_as_another() throws Exception {
        try (MemoryDirectory directory = MemoryDirectory.start();
                Engine both = byPrincipalName(directory);
                Engine aliceOnly = byPrincipalName(directory, "userSearch", "(sAMAccountName={0})");
                Engine bobOnly = byPrincipalName(
                        directory, "userSearch", "(userPrincipalName={0}@corp.example)", "userNameAttribute", "uid")) {
            name(directory, "alice", "alice@elsewhere.example");
            name(directory, "bob", "alice@corp.example");
            directory
                    .script()
                    .bindAs("alice@corp.example", Fixture.person("bob").dn());
            String password = Fixture.person("bob").password();
            assertThat(Engine.reason(both.login("alice", password))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
            assertThat(Engine.reason(aliceOnly.login("alice", password))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
            Operations seen = directory.during(() ->
                    assertThat(Engine.name(bobOnly.login("alice", password))).isEqualTo("bob"));
            assertThat(seen.bindDns()).containsExactly("alice@corp.example");
            assertThat(seen.searchBases()).contains(Fixture.PEOPLE);
            for (Engine engine : List.of(both, aliceOnly, bobOnly)) {
                assertThat(Engine.reason(
                                engine.login("alice", Fixture.person("alice").password())))
                        .isEqualTo(RejectionReason.BAD_PASSWORD);
            }
        }
    }

    @Test
    void an_account_name_alone_is_proved_by_the_entry_s_own_bind() throws Exception {
        try (MemoryDirectory directory = MemoryDirectory.start();
                Engine engine = byPrincipalName(directory, "userNameAttribute", "uid")) {
            name(directory, "alice", "alice@elsewhere.example");
            String dn = Fixture.person("alice").dn();
            directory.script().bindAs("alice@corp.example", dn);
            Operations seen = directory.during(
                    () -> assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice"));
            assertThat(seen.bindDns()).containsExactly("alice@corp.example", dn);
        }
    }

    /** Nothing tells where the short name's domain is until the forest's cross references do. */
    @Test
    void an_account_of_a_domain_is_known_by_the_forest_s_cross_references() throws Exception {
        try (MemoryDirectory directory = MemoryDirectory.start();
                Engine engine = byPrincipalName(directory, "userPattern", "CORP\\{0}", "userNameAttribute", "uid")) {
            name(directory, "alice", "alice@elsewhere.example");
            String dn = Fixture.person("alice").dn();
            directory.script().bindAs("CORP\\alice", dn);
            for (int login = 0; login < 2; login++) {
                Operations seen = directory.during(
                        () -> assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice"));
                assertThat(seen.bindDns()).containsExactly("CORP\\alice", dn);
            }
        }
    }

    @Test
    void a_name_attribute_that_may_not_be_read_is_a_configuration_fault() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userNameAttribute", "userPassword2")) {
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
        }
    }
}
