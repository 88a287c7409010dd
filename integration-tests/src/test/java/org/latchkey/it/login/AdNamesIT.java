package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;
import org.latchkey.it.slapd.Operations;

/** Names as Active Directory takes them: who is bound by them is who comes in. */
class AdNamesIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    private static final String UPN = "{0}@" + AdDomain.DNS_NAME;
    private static final String DOWN_LEVEL = AdDomain.NETBIOS_NAME + "\\{0}";
    private static final String BY_DN = "CN={0}," + AdDomain.PEOPLE;

    private static Engine engine(String... pairs) throws Exception {
        String[] ground = {"userBase", AdDomain.PEOPLE, "userRoleName", "memberOf", "userRoleNameFormat", "rdn"};
        String[] all = Arrays.copyOf(ground, ground.length + pairs.length);
        System.arraycopy(pairs, 0, all, ground.length, pairs.length);
        return Engine.of(DC.config(), all);
    }

    private static String password(String account) {
        return AdDomain.person(account).password();
    }

    private static boolean isReader(String dn) {
        return dn.equals(AdDomain.upn(AdDomain.READER));
    }

    /** A right password sets the count of wrong ones back; three would lock the account. */
    private static void settle(String... accounts) throws Exception {
        try (Engine engine = engine("userSearch", "(sAMAccountName={0})")) {
            for (String account : accounts) {
                assertThat(Engine.name(engine.login(account, password(account))))
                        .isEqualTo(account);
            }
        }
    }

    /** The binds but those of the account that searches. */
    private static List<String> usersBinds(Operations seen) {
        return seen.bindDns().stream().filter(dn -> !isReader(dn)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {UPN, DOWN_LEVEL})
    void a_name_is_bound_while_its_entry_is_searched_for_and_nothing_else_is_sent(String pattern) throws Exception {
        try (Engine engine = engine("userPattern", pattern)) {
            assertThat(Engine.name(engine.login("carol", password("carol")))).isEqualTo("carol");
            Operations seen = DC.during(() -> {
                var result = engine.login("ALICE", password("alice"));
                assertThat(Engine.name(result)).isEqualTo("alice");
                assertThat(Engine.roles(result)).contains("nest-0", "staff");
            });
            assertThat(seen.bindDns()).as("%s", seen).containsExactly(pattern.replace("{0}", "ALICE"));
            assertThat(seen.searchBases()).containsExactly(AdDomain.PEOPLE);
            assertThat(seen.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {UPN, DOWN_LEVEL, "{0}"})
    void a_wrong_password_is_bound_once(String pattern) throws Exception {
        try (Engine engine = engine("userPattern", pattern, "userSearch", "(sAMAccountName={0})")) {
            Operations seen = DC.during(() -> assertThat(Engine.reason(engine.login("dave", "wrong-c4nary")))
                    .isEqualTo(RejectionReason.BAD_PASSWORD));
            assertThat(usersBinds(seen)).hasSize(1);
            settle("dave");
            assertThat(Engine.reason(engine.login("nobody-there", "wrong-c4nary")))
                    .isIn(RejectionReason.UNKNOWN_USER, RejectionReason.BAD_PASSWORD);
        }
    }

    @Test
    void every_way_to_type_a_name_of_the_domain_leads_to_one_user_and_other_domains_are_declined() throws Exception {
        for (String pattern : new String[] {UPN, DOWN_LEVEL}) {
            try (Engine engine = engine(
                    "userPattern", pattern, "usernameDomain", AdDomain.DNS_NAME + ", " + AdDomain.NETBIOS_NAME)) {
                for (String typed : new String[] {"carol", "carol@AD.example.test", "adx\\Carol"}) {
                    assertThat(Engine.name(engine.login(typed, password("carol"))))
                            .as(typed)
                            .isEqualTo("carol");
                    assertThat(Engine.name(engine.proved(typed))).as(typed).isEqualTo("carol");
                }
                Operations seen = DC.during(
                        () -> assertThat(Engine.reason(engine.login("carol@elsewhere.example", password("carol"))))
                                .isEqualTo(RejectionReason.OTHER_DOMAIN));
                assertThat(seen.binds() + seen.searches()).isZero();
            }
        }
    }

    @Test
    void one_user_s_principal_name_that_is_another_s_account_name_belongs_to_nobody() throws Exception {
        try (Engine engine = engine("userPattern", UPN)) {
            for (String owner : new String[] {"mallory", "bob"}) {
                var result = engine.login("bob", password(owner));
                assertThat(Engine.name(result)).as(owner).isNull();
            }
            assertThat(Engine.reason(engine.login("bob", password("mallory"))))
                    .as("mallory is bound, and the name could mean bob")
                    .isEqualTo(RejectionReason.AMBIGUOUS_USER);
            assertThat(Engine.reason(engine.proved("bob"))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
            assertThat(Engine.name(engine.login("robert", password("bob")))).isEqualTo("bob");
            assertThat(Engine.name(engine.login("mallory", password("mallory"))))
                    .isEqualTo("mallory");
        }
    }

    @Test
    void a_search_of_one_s_own_that_finds_another_than_was_bound_lets_nobody_in() throws Exception {
        try (Engine engine = engine("userPattern", UPN, "userSearch", "(sAMAccountName={0})")) {
            Operations seen = DC.during(() -> assertThat(Engine.reason(engine.login("bob", password("mallory"))))
                    .isEqualTo(RejectionReason.AMBIGUOUS_USER));
            assertThat(usersBinds(seen))
                    .as("mallory's password is right for the name, and is tried once on the entry found")
                    .containsExactly(AdDomain.upn("bob"), AdDomain.person("bob").dn());
            assertThat(Engine.reason(engine.login("bob", password("bob"))))
                    .as("the controller takes bob@ for mallory")
                    .isEqualTo(RejectionReason.BAD_PASSWORD);
            assertThat(Engine.name(engine.login("carol", password("carol")))).isEqualTo("carol");
            settle("bob", "mallory");
        }
        try (Engine engine = engine("userPattern", DOWN_LEVEL)) {
            assertThat(Engine.reason(engine.login("bob", password("mallory"))))
                    .as("ADX\\bob is bob")
                    .isEqualTo(RejectionReason.BAD_PASSWORD);
            assertThat(Engine.name(engine.login("bob", password("bob")))).isEqualTo("bob");
        }
    }

    /** mallory's entry is not below the base: the search sees bob alone, as if nobody else could be meant. */
    @Test
    void who_is_bound_from_outside_what_is_searched_is_not_taken_for_who_is_in_it() throws Exception {
        String bobOnly = AdDomain.person("bob").dn();
        try (Engine engine = engine("userPattern", UPN, "userBase", bobOnly, "userScope", "base")) {
            assertThat(Engine.reason(engine.login("bob", password("mallory"))))
                    .isEqualTo(RejectionReason.AMBIGUOUS_USER);
            assertThat(Engine.name(engine.login("robert", password("bob")))).isEqualTo("bob");
        }
    }

    @Test
    void the_real_dn_is_found_after_a_dn_that_a_template_made() throws Exception {
        try (Engine engine = engine("userPattern", BY_DN, "userDnRefresh", "true", "userSearch", "(cn={0})")) {
            for (var person : AdDomain.hostile()) {
                String commonName = Objects.requireNonNull(
                        Dn.parse(person.dn()).leafValue("cn").orElse(null));
                assertThat(Engine.roles(engine.login(commonName, person.password())))
                        .as(commonName)
                        .isNotNull();
            }
            Operations seen = DC.during(() -> assertThat(Engine.name(engine.login("Alice Adams", password("alice"))))
                    .isEqualTo("Alice Adams"));
            assertThat(seen.binds()).isOne();
            assertThat(seen.searches()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {UPN, DOWN_LEVEL})
    void without_a_service_account_the_user_reads_the_entry(String pattern) throws Exception {
        try (Engine engine = engine(
                "connectionName",
                "-",
                "connectionPassword",
                "-",
                "attributesAsUser",
                "true",
                "userAttributes",
                "mail",
                "userPattern",
                pattern)) {
            assertThat(Engine.name(engine.login("carol", password("carol")))).isEqualTo("carol");
            Operations seen = DC.during(() -> {
                var result = engine.login("alice", password("alice"));
                assertThat(Engine.roles(result)).contains("staff");
                assertThat(Engine.principal(result).attributes()).containsKey("mail");
            });
            assertThat(seen.binds()).as("%s", seen).isOne();
            assertThat(seen.searches()).as("%s", seen).isOne();
            assertThat(Engine.reason(engine.login("bob", password("mallory"))))
                    .isEqualTo(pattern.equals(UPN) ? RejectionReason.AMBIGUOUS_USER : RejectionReason.BAD_PASSWORD);
            settle("bob");
        }
    }

    @Test
    void a_bare_name_is_bound_as_it_is_typed() throws Exception {
        try (Engine engine = engine(
                "userPattern",
                "{0}",
                "userSearch",
                "(|(userPrincipalName={0})(sAMAccountName={0})(distinguishedName={0}))",
                "userNameAttribute",
                "sAMAccountName")) {
            assertThat(Engine.name(engine.login(AdDomain.upn("alice"), password("alice"))))
                    .isEqualTo("alice");
            assertThat(Engine.name(engine.login(AdDomain.person("alice").dn(), password("alice"))))
                    .isEqualTo("alice");
            assertThat(Engine.name(engine.login(AdDomain.upn("bob"), password("mallory"))))
                    .isEqualTo("mallory");
        }
    }
}
