package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.ds389.Ds389Tree;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;

/** Logins at a real 389 Directory Server: its groups, its password policy and its locks, and what each costs. */
class Ds389IT {
    @RegisterExtension
    static final Ds389 SERVER = Ds389.shared();

    private static final Map<Map<String, String>, Engine> ENGINES = new HashMap<>();

    private static final String[] BY_TEMPLATE = {
        "userSearch", "-", "userBase", "-", "userPattern", "uid={0}," + Ds389Tree.PEOPLE
    };
    private static final String[] MEMBER_OF = {"groupType", "memberOf"};
    private static final String[] MEMBER = {"groupType", "member", "roleBase", Ds389Tree.GROUPS};
    private static final String[] UNIQUE_MEMBER = {"groupType", "uniqueMember", "roleBase", Ds389Tree.GROUPS};
    private static final String[] NESTED = {"roleNested", "true"};

    @AfterAll
    static void closeEngines() {
        ENGINES.values().forEach(Engine::close);
    }

    private static Engine engine(String[]... more) throws Exception {
        Map<String, String> keys = new TreeMap<>(SERVER.config());
        keys.putAll(Map.of("userBase", Ds389Tree.PEOPLE, "userSearch", "(uid={0})"));
        for (String[] pairs : more) {
            for (int i = 0; i < pairs.length; i += 2) {
                keys.put(pairs[i], pairs[i + 1]);
            }
        }
        keys.values().removeIf("-"::equals);
        Engine known = ENGINES.get(keys);
        if (known == null) {
            known = Engine.of(keys);
            ENGINES.put(keys, known);
        }
        return known;
    }

    private static AuthenticationResult login(Engine engine, String uid) {
        return engine.login(uid, Ds389Tree.person(uid).password());
    }

    private static Map<String, Object> attributes(AuthenticationResult result) {
        return Objects.requireNonNull(Engine.principal(result), result::toString)
                .attributes();
    }

    private static Set<String> nest() {
        Set<String> groups = new TreeSet<>();
        for (int level = 0; level < Ds389Tree.NEST_CHAIN; level++) {
            groups.add("nest-" + level);
        }
        return groups;
    }

    @Test
    void member_of_holds_the_groups_of_groups_as_a_nested_search_finds_them() throws Exception {
        Engine memberOf = engine(MEMBER_OF);
        Engine nested = engine(MEMBER, NESTED);
        for (String uid : List.of("alice", "bob", "carol", "dave", "erin", "nobody")) {
            assertThat(Engine.roles(login(memberOf, uid))).as(uid).isEqualTo(Engine.roles(login(nested, uid)));
        }
        Set<String> alice = nest();
        alice.add("staff");
        assertThat(Engine.roles(login(memberOf, "alice"))).isEqualTo(alice);
        assertThat(Engine.roles(login(memberOf, "carol")))
                .containsExactlyInAnyOrder("staff", "cycle-a", "cycle-b", "cycle-c");
    }

    @Test
    void direct_groups_are_found_by_member_and_by_unique_member() throws Exception {
        assertThat(Engine.roles(login(engine(MEMBER), "alice"))).containsExactlyInAnyOrder("staff", "nest-0");
        assertThat(Engine.roles(login(engine(UNIQUE_MEMBER), "dave"))).containsExactly("auditors");
        assertThat(Engine.roles(login(engine(UNIQUE_MEMBER, NESTED), "dave")))
                .containsExactlyInAnyOrder("auditors", "chief-auditors");
        assertThat(Engine.roles(login(engine(UNIQUE_MEMBER), "alice"))).isEmpty();
    }

    @Test
    void users_with_hostile_names_come_in_with_their_roles() throws Exception {
        for (Person person : Ds389Tree.hostile()) {
            for (Engine engine : List.of(engine(MEMBER_OF), engine(MEMBER))) {
                AuthenticationResult result = login(engine, person.uid());
                assertThat(Engine.name(result)).isEqualTo(person.uid());
                assertThat(Engine.roles(result)).containsExactly("hostile, \"all\"");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alice, wrong-c4nary, 49, BAD_PASSWORD",
        "locked, , 19, ACCOUNT_LOCKED",
        "locked, wrong-c4nary, 19, ACCOUNT_LOCKED",
        "inactive, , 53, ACCOUNT_DISABLED",
        "role-inactive, , 53, ACCOUNT_DISABLED",
        "expired, , 49, PASSWORD_EXPIRED",
        "must-change, , 0, PASSWORD_MUST_CHANGE"
    })
    void the_bind_tells_why_and_is_sent_once(String uid, String password, int code, RejectionReason reason)
            throws Exception {
        String typed = password == null ? Ds389Tree.person(uid).password() : password;
        for (Engine engine : List.of(engine(MEMBER_OF), engine(MEMBER), engine(BY_TEMPLATE))) {
            engine.probe();
            Operations seen = SERVER.during(
                    () -> assertThat(Engine.reason(engine.login(uid, typed))).isEqualTo(reason));
            assertThat(ofUser(seen, uid)).as("%s", seen).containsExactly(code);
            login(engine, "alice");
        }
    }

    private static List<Integer> ofUser(Operations seen, String uid) {
        String dn = Ds389Tree.person(uid).dn();
        return seen.of(Operation.Kind.BIND).stream()
                .filter(bind -> bind.dn().equals(dn))
                .map(bind -> bind.resultCode().orElse(-1))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"locked, ACCOUNT_LOCKED", "inactive, ACCOUNT_DISABLED", "role-inactive, ACCOUNT_DISABLED"})
    void without_a_password_the_entry_tells(String uid, RejectionReason reason) throws Exception {
        for (Engine engine : List.of(engine(MEMBER_OF), engine(MEMBER), engine(BY_TEMPLATE))) {
            assertThat(Engine.reason(engine.proved(uid))).isEqualTo(reason);
        }
    }

    /** The end of a password is nothing to who proves their name by something else. */
    @ParameterizedTest
    @ValueSource(strings = {"alice", "nobody", "expired", "graced", "warned"})
    void without_a_password_an_account_in_order_comes_in(String uid) throws Exception {
        assertThat(Engine.name(engine(MEMBER_OF).proved(uid))).isEqualTo(uid);
    }

    @Test
    void three_wrong_passwords_lock_an_account_for_every_kind_of_login_and_are_three_binds() throws Exception {
        Engine engine = engine(MEMBER_OF);
        assertThat(Engine.name(engine.proved("lockable"))).isEqualTo("lockable");
        Operations seen = SERVER.during(() -> {
            for (int attempt = 0; attempt < 3; attempt++) {
                engine.login("lockable", "wrong-c4nary");
            }
        });
        assertThat(ofUser(seen, "lockable")).as("%s", seen).hasSize(3).doesNotContain(0);
        assertThat(Engine.reason(login(engine, "lockable"))).isEqualTo(RejectionReason.ACCOUNT_LOCKED);
        assertThat(Engine.reason(engine.proved("lockable"))).isEqualTo(RejectionReason.ACCOUNT_LOCKED);
    }

    @Test
    void the_logins_left_of_an_expired_password_are_told_and_then_it_is_refused() throws Exception {
        Engine engine = engine(MEMBER_OF);
        assertThat(attributes(login(engine, "graced"))).containsEntry("ldap.graceLogins", "1");
        assertThat(attributes(login(engine, "graced"))).containsEntry("ldap.graceLogins", "0");
        assertThat(Engine.reason(login(engine, "graced"))).isEqualTo(RejectionReason.PASSWORD_EXPIRED);
    }

    @Test
    void the_days_a_password_is_still_good_for_are_told() throws Exception {
        Engine engine = engine(MEMBER_OF);
        Object days = attributes(login(engine, "warned")).get("ldap.passwordExpiresInDays");
        assertThat(Integer.parseInt((String) days)).isBetween(Ds389Tree.WARNED_DAYS - 1, Ds389Tree.WARNED_DAYS);
        assertThat(attributes(login(engine, "alice"))).doesNotContainKey("ldap.passwordExpiresInDays");
    }

    @Test
    void a_login_costs_what_it_has_to_and_opens_nothing() throws Exception {
        assertCosts(1, 1, MEMBER_OF);
        assertCosts(1, 2, MEMBER);
        assertCosts(1, 2, MEMBER, NESTED);
        assertCosts(1, 0, BY_TEMPLATE);
    }

    private static void assertCosts(int binds, int searches, String[]... more) throws Exception {
        Engine engine = engine(more);
        login(engine, "alice");
        login(engine, "alice");
        Operations seen = SERVER.during(() -> login(engine, "alice"));
        assertThat(seen.binds()).as("%s", seen).isEqualTo(binds);
        assertThat(seen.searches()).as("%s", seen).isEqualTo(searches);
        assertThat(seen.connections()).as("%s", seen).isZero();
    }
}
