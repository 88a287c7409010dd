package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.tls.TestAuthority;

/** Logins at a real Active Directory controller: its names, its groups, its ways of saying no, and what each costs. */
class ActiveDirectoryIT {
    @RegisterExtension
    static final SambaAd DC = SambaAd.shared();

    private static final String[] PEOPLE_BY_ACCOUNT = {
        "userBase", AdDomain.PEOPLE, "userSearch", "(sAMAccountName={0})", "groupType", "memberOf"
    };
    private static final String[] WHOLE_DOMAIN = {"userBase", AdDomain.BASE, "userSubtree", "true"};
    private static final String[] UPN = {"userPattern", "{0}@" + AdDomain.DNS_NAME};
    private static final String[] DOWN_LEVEL = {"userPattern", AdDomain.NETBIOS_NAME + "\\{0}"};
    /** Every entry that the name which is bound could mean. */
    private static final String[] EITHER_NAME = {
        "userSearch",
        "(|(userPrincipalName={0}@" + AdDomain.DNS_NAME + ")(sAMAccountName={0}))",
        "userNameAttribute",
        "sAMAccountName"
    };

    private static final Map<Map<String, String>, Engine> ENGINES = new HashMap<>();

    @AfterAll
    static void closeEngines() {
        ENGINES.values().forEach(Engine::close);
    }

    /** One for all tests: a connection costs a controller much more than a login. */
    private static Engine engine(String[]... more) throws Exception {
        Map<String, String> keys = keys(more);
        Engine known = ENGINES.get(keys);
        if (known == null) {
            known = Engine.of(keys);
            ENGINES.put(keys, known);
        }
        return known;
    }

    private static Map<String, String> keys(String[]... more) {
        Map<String, String> ground = new TreeMap<>(DC.config());
        put(ground, PEOPLE_BY_ACCOUNT);
        for (String[] pairs : more) {
            put(ground, pairs);
        }
        return ground;
    }

    private static void put(Map<String, String> ground, String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            ground.put(pairs[i], pairs[i + 1]);
        }
    }

    private static String[] groupsIn(String base, String type, String nested) {
        return new String[] {
            "groupType", type, "roleBase", base, "roleSubtree", "true", "roleNested", nested, "adCompat", "true"
        };
    }

    private static AuthenticationResult login(Engine engine, String account) {
        return engine.login(account, AdDomain.person(account).password());
    }

    private static Map<String, Object> attributes(AuthenticationResult result) {
        return Objects.requireNonNull(Engine.principal(result), result::toString)
                .attributes();
    }

    @Test
    void a_user_is_bound_by_dn_by_upn_or_by_domain_and_name() throws Exception {
        Engine byDn = engine();
        Engine byUpn = engine(UPN, EITHER_NAME);
        Engine byDomain = engine(DOWN_LEVEL);
        for (Engine engine : List.of(byDn, byUpn, byDomain)) {
            for (String account : List.of("alice", "jürgen")) {
                assertThat(Engine.name(login(engine, account))).isEqualTo(account);
                assertThat(Engine.reason(engine.login(account, "wrong-c4nary")))
                        .isEqualTo(RejectionReason.BAD_PASSWORD);
            }
            assertThat(Engine.roles(login(engine, "alice"))).contains("staff");
        }
        assertThat(DC.during(() -> login(byUpn, "alice")).bindDns()).contains("alice@ad.example.test");
        assertThat(DC.during(() -> login(byDomain, "alice")).bindDns()).contains("ADX\\alice");
    }

    /** The UPN that stands in mallory's entry is the one bob has by his name alone. */
    @Test
    void who_bears_the_name_of_another_as_upn_does_not_come_in_as_the_other() throws Exception {
        Engine either = engine(UPN, EITHER_NAME);
        Engine byAccount = engine(UPN);
        Engine byDomain = engine(DOWN_LEVEL);
        for (Engine engine : List.of(either, byAccount)) {
            assertThat(Engine.name(engine.login("bob", "mallory-c4nary"))).isNull();
            assertThat(Engine.name(engine.login("bob", "bob-c4nary"))).isNull();
        }
        assertThat(Engine.reason(either.proved("bob"))).isEqualTo(RejectionReason.AMBIGUOUS_USER);
        assertThat(Engine.name(byDomain.login("bob", "bob-c4nary"))).isEqualTo("bob");
        assertThat(Engine.name(byDomain.login("bob", "mallory-c4nary"))).isNull();
    }

    @Test
    void users_with_hostile_names_come_in_with_their_roles() throws Exception {
        Engine byDn = engine();
        Engine byMember = engine(groupsIn(AdDomain.GROUPS, "member", "false"));
        for (Person person : AdDomain.hostile()) {
            assertThat(Engine.name(login(byDn, person.uid()))).isEqualTo(person.uid());
            assertThat(Engine.roles(login(byMember, person.uid()))).isEqualTo(Engine.roles(login(byDn, person.uid())));
        }
        assertThat(Engine.roles(login(byDn, "w-everything"))).containsExactly("weird, \"group\"/x");
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong-c4nary, 52e, BAD_PASSWORD",
        "no-such-user, wrong-c4nary, 52e, UNKNOWN_USER",
        "no-hours, , 530, ACCOUNT_RESTRICTED",
        "elsewhere, , 531, ACCOUNT_RESTRICTED",
        "password-expired, , 532, PASSWORD_EXPIRED",
        "disabled, , 533, ACCOUNT_DISABLED",
        "account-expired, , 701, ACCOUNT_EXPIRED",
        "must-change, , 773, PASSWORD_MUST_CHANGE",
        "locked, , 775, ACCOUNT_LOCKED"
    })
    void the_sub_code_of_a_refused_bind_tells_why(String account, String password, String code, RejectionReason reason)
            throws Exception {
        String typed = password == null ? AdDomain.person(account).password() : password;
        assertThat(diagnostic(AdDomain.NETBIOS_NAME + "\\" + account, typed)).contains("data " + code + ",");
        Engine engine = engine();
        assertThat(Engine.reason(engine.login(account, typed))).isEqualTo(reason);
    }

    private static String diagnostic(String name, String password) throws LDAPException {
        URI at = URI.create(DC.ldapsUrl());
        var sockets = TestAuthority.shared().trustingContext().getSocketFactory();
        try (var connection = new LDAPConnection(sockets, at.getHost(), at.getPort())) {
            connection.bind(name, password);
            return "bound";
        } catch (LDAPException refused) {
            return Objects.requireNonNullElse(refused.getDiagnosticMessage(), refused.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled", "account-expired", "password-expired", "must-change"})
    void a_wrong_password_tells_nothing_of_the_account(String account) throws Exception {
        Engine engine = engine();
        assertThat(Engine.reason(engine.login(account, "wrong-c4nary"))).isEqualTo(RejectionReason.BAD_PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "disabled, ACCOUNT_DISABLED",
        "account-expired, ACCOUNT_EXPIRED",
        "locked, ACCOUNT_LOCKED",
        "must-change, PASSWORD_MUST_CHANGE",
        "password-expired, PASSWORD_EXPIRED"
    })
    void without_a_password_the_entry_tells(String account, RejectionReason reason) throws Exception {
        Engine searching = engine();
        Engine byUpn = engine(UPN, EITHER_NAME);
        assertThat(Engine.reason(searching.proved(account))).isEqualTo(reason);
        assertThat(Engine.reason(byUpn.proved(account))).isEqualTo(reason);
    }

    /** Hours and workstations are the controller's to judge, which is not asked where no bind is sent. */
    @ParameterizedTest
    @ValueSource(strings = {"alice", "nobody", "no-hours", "elsewhere"})
    void without_a_password_an_account_in_order_comes_in(String account) throws Exception {
        Engine engine = engine();
        assertThat(Engine.name(engine.proved(account))).isEqualTo(account);
    }

    @Test
    void three_wrong_passwords_lock_an_account_for_every_kind_of_login_and_are_three_binds() throws Exception {
        Engine engine = engine();
        assertThat(Engine.name(engine.proved("lockable"))).isEqualTo("lockable");
        Operations seen = DC.during(() -> {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(Engine.reason(engine.login("lockable", "wrong-c4nary")))
                        .isEqualTo(RejectionReason.BAD_PASSWORD);
            }
        });
        assertThat(seen.resultCodes(Operation.Kind.BIND))
                .as("%s", seen)
                .containsOnly(49)
                .hasSize(3);
        assertThat(Engine.reason(login(engine, "lockable"))).isEqualTo(RejectionReason.ACCOUNT_LOCKED);
        assertThat(Engine.reason(engine.proved("lockable"))).isEqualTo(RejectionReason.ACCOUNT_LOCKED);
    }

    @Test
    void the_days_to_expiry_are_not_told_by_a_bind() throws Exception {
        Engine engine = engine();
        assertThat(attributes(login(engine, "alice"))).doesNotContainKey("ldap.passwordExpiresInDays");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob", "carol", "dave", "erin", "frank", "jürgen", "nobody", "w-comma"})
    void each_way_of_reading_direct_groups_gives_the_same_roles(String account) throws Exception {
        Engine memberOf = engine(new String[] {"adCompat", "true"});
        Engine member = engine(groupsIn(AdDomain.BASE, "member", "false"));
        assertThat(Engine.roles(login(memberOf, account))).isEqualTo(Engine.roles(login(member, account)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob", "carol", "dave", "erin", "frank", "jürgen", "nobody", "w-comma"})
    void each_way_of_reading_groups_of_groups_gives_the_same_roles(String account) throws Exception {
        Engine inChain = engine(groupsIn(AdDomain.BASE, "inChain", "false"));
        Engine member = engine(groupsIn(AdDomain.BASE, "member", "true"));
        assertThat(Engine.roles(login(inChain, account))).isEqualTo(Engine.roles(login(member, account)));
    }

    @Test
    void roles_are_those_of_the_domain() throws Exception {
        Engine direct = engine();
        Engine nested = engine(groupsIn(AdDomain.BASE, "inChain", "false"));
        assertThat(Engine.roles(login(direct, "alice")))
                .containsExactlyInAnyOrder(
                        "staff", "newsletter", "everywhere", "nest-0", "legacy", "weird, \"group\"/x");
        assertThat(Engine.roles(login(nested, "alice")))
                .contains("nest-0", "nest-9", "local-readers", "legacy")
                .doesNotContain("cycle-a");
        assertThat(Engine.roles(login(nested, "carol"))).contains("cycle-a", "cycle-b", "cycle-c");
        assertThat(Engine.roles(login(direct, "nobody"))).isEmpty();
    }

    @Test
    void a_search_from_the_root_of_the_domain_is_incomplete_unless_its_referrals_are_known_for_what_they_are()
            throws Exception {
        String[] strictRoles = groupsIn(AdDomain.BASE, "member", "false");
        strictRoles[strictRoles.length - 1] = "false";
        Engine strict = engine(strictRoles);
        Engine known = engine(WHOLE_DOMAIN, groupsIn(AdDomain.BASE, "member", "false"));
        AuthenticationResult refused = login(strict, "alice");
        assertThat(Engine.cause(refused)).isEqualTo(UnavailableCause.INCOMPLETE);
        assertThat(refused.toString()).contains("adCompat");
        assertThat(Engine.roles(login(known, "alice"))).contains("staff", "legacy");
    }

    @Test
    void the_global_catalogue_answers_from_the_root_without_a_referral() throws Exception {
        Engine engine = engine(WHOLE_DOMAIN, new String[] {"connectionURL", DC.gcUrl()});
        assertThat(Engine.roles(login(engine, "alice"))).contains("staff", "legacy");
        assertThat(Engine.reason(engine.login("alice", "wrong-c4nary"))).isEqualTo(RejectionReason.BAD_PASSWORD);
        assertThat(Engine.reason(engine.proved("disabled"))).isEqualTo(RejectionReason.ACCOUNT_DISABLED);
    }

    @Test
    void member_of_costs_one_search_and_one_bind_and_opens_nothing() throws Exception {
        assertCosts(1, 1, "alice");
    }

    @Test
    void groups_by_member_cost_a_search_more_and_groups_of_groups_that_are_known_add_nothing() throws Exception {
        assertCosts(1, 2, "alice", groupsIn(AdDomain.GROUPS, "member", "false"));
        assertCosts(1, 2, "alice", groupsIn(AdDomain.GROUPS, "member", "true"));
        assertCosts(1, 2, "alice", groupsIn(AdDomain.GROUPS, "inChain", "false"));
    }

    @Test
    void a_bind_by_another_name_needs_no_second_one_where_the_entry_shows_whose_name_it_is() throws Exception {
        assertCosts(1, 1, "alice", UPN, EITHER_NAME);
        assertCosts(1, 1, "alice", DOWN_LEVEL);
    }

    @Test
    void a_wrong_password_is_bound_once_in_every_form_of_name() throws Exception {
        for (String[] form : List.of(new String[0], UPN, DOWN_LEVEL)) {
            Engine engine = engine(form);
            login(engine, "erin");
            Operations seen = DC.during(() -> engine.login("erin", "wrong-c4nary"));
            assertThat(seen.binds()).as("%s", seen).isEqualTo(1);
            assertThat(Engine.name(login(engine, "erin"))).isEqualTo("erin");
        }
    }

    private static void assertCosts(int binds, int searches, String account, String[]... more) throws Exception {
        Engine engine = engine(more);
        assertThat(Engine.name(login(engine, account))).isEqualTo(account);
        assertThat(Engine.name(login(engine, account))).isEqualTo(account);
        Operations seen = DC.during(() -> login(engine, account));
        assertThat(seen.binds()).as("%s", seen).isEqualTo(binds);
        assertThat(seen.searches()).as("%s", seen).isEqualTo(searches);
        assertThat(seen.connections()).as("%s", seen).isZero();
    }
}
