package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.apache.catalina.TomcatPrincipal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys do that find a user and say what the user is called. */
class UserKeysTest {

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static String name(Principal principal) {
        return principal == null ? null : principal.getName();
    }

    @Test
    @Proves("userPattern")
    void a_pattern_makes_the_dn_and_one_bind_decides() {
        try (TestRealm realm = TestRealm.binding(directory).start()) {
            directory.operations().forget();
            assertThat(name(realm.login("alice", "alice-c4nary"))).isEqualTo("alice");
            assertThat(realm.login("alice", "bob-c4nary")).isNull();
            assertThat(directory.operations().binds()).containsExactly(TestDirectory.ALICE, TestDirectory.ALICE);
        }
    }

    @Test
    @Proves("userPattern")
    void several_patterns_are_all_good() {
        TestRealm.Line line = TestRealm.binding(directory)
                .with(
                        "userPattern",
                        "(uid={0}," + TestDirectory.PEOPLE + ")(uid={0},ou=abroad," + TestDirectory.PEOPLE + ")");
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(realm.login("erin", "erin-c4nary")).isNotNull();
            assertThat(realm.login("erin", "alice-c4nary")).isNull();
        }
    }

    @Test
    @Proves("userPattern")
    void a_pattern_escapes_the_name_so_that_it_stays_one_value() {
        TestRealm.Line line = TestRealm.binding(directory).with("userPattern", "cn={0}," + TestDirectory.PEOPLE);
        try (TestRealm realm = line.start()) {
            assertThat(name(realm.login("Smith, Jo", "jo-c4nary"))).isEqualTo("Smith, Jo");
            assertThat(realm.login("alice,ou=people", "alice-c4nary")).isNull();
        }
    }

    @Test
    @Proves("userBase")
    void the_user_search_begins_at_the_base() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(realm.login("erin", "erin-c4nary")).isNull();
        }
        try (TestRealm realm =
                line.with("userBase", "ou=abroad," + TestDirectory.PEOPLE).start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.login("erin", "erin-c4nary")).isNotNull();
        }
    }

    @Test
    @Proves("userSearch")
    void the_filter_finds_exactly_one_entry_or_nobody() {
        TestRealm.Line line = TestRealm.searching(directory).with("userSearch", "(|(mail={0})(cn={0}))");
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice@example.org", "alice-c4nary")).isNotNull();
            assertThat(realm.login("Same Name", "dave-c4nary"))
                    .as("two entries bear the name")
                    .isNull();
            assertThat(realm.login("*", "alice-c4nary")).isNull();
            assertThat(realm.login("alice@example.org)(cn=*", "alice-c4nary")).isNull();
        }
    }

    @Test
    @Proves("userSubtree")
    void the_user_search_covers_one_level_or_the_whole_subtree() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm = line.with("userSubtree", "false").start()) {
            assertThat(realm.login("erin", "erin-c4nary")).isNull();
        }
        try (TestRealm realm = line.with("userSubtree", "true").start()) {
            assertThat(realm.login("erin", "erin-c4nary")).isNotNull();
        }
    }

    @Test
    @Proves("userSearchAsUser")
    void the_user_search_is_bound_by_the_name_as_typed() {
        try (TestDirectory closed = TestDirectory.setup().noAnonymousSearches().start()) {
            TestRealm.Line line = TestRealm.searching(closed)
                    .without("roleBase", "roleName", "roleSearch")
                    .with("userSearch", "(entryDN={0})");
            try (TestRealm realm = line.start()) {
                assertThat(realm.login(TestDirectory.ALICE, "alice-c4nary"))
                        .as("nobody may search")
                        .isNull();
            }
            try (TestRealm realm = line.with("userSearchAsUser", "true").start()) {
                closed.operations().forget();
                assertThat(realm.login(TestDirectory.ALICE, "alice-c4nary")).isNotNull();
                assertThat(closed.operations().searches())
                        .isNotEmpty()
                        .allSatisfy(search -> assertThat(search.boundAs()).isEqualTo(TestDirectory.ALICE));
                assertThat(realm.login(TestDirectory.ALICE, "bob-c4nary")).isNull();
            }
        }
    }

    @Test
    @Proves("userPassword")
    void a_stored_password_is_compared_instead_of_bound() {
        directory.modify(
                "dn: " + TestDirectory.ALICE,
                "changetype: modify",
                "replace: description",
                "description: other-c4nary");
        TestRealm.Line line = TestRealm.searching(directory).with("userPassword", "description");
        try (TestRealm realm = line.start()) {
            directory.operations().forget();
            assertThat(realm.login("alice", "other-c4nary")).isNotNull();
            assertThat(realm.login("alice", "alice-c4nary")).isNull();
            assertThat(realm.login("bob", "bob-c4nary")).as("has none").isNull();
            assertThat(directory.operations().binds()).doesNotContain(TestDirectory.ALICE);
        }
    }

    @Test
    @Proves("userPassword")
    void a_stored_password_is_read_through_the_credential_handler() {
        directory.modify(
                "dn: " + TestDirectory.ALICE,
                "changetype: modify",
                "replace: description",
                "description: {SHA}8uOkS5Lyym1yX6NS+1USypxPZPo=");
        TestRealm.Line line = TestRealm.searching(directory)
                .with("userPassword", "description")
                .nesting("<CredentialHandler className=\"org.apache.catalina.realm.MessageDigestCredentialHandler\""
                        + " algorithm=\"SHA-1\"/>");
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("alice", "stored-c4nary")).isNotNull();
            assertThat(realm.login("alice", "{SHA}8uOkS5Lyym1yX6NS+1USypxPZPo="))
                    .isNull();
        }
        try (TestRealm realm = line.nesting("").start()) {
            assertThat(realm.login("alice", "{SHA}8uOkS5Lyym1yX6NS+1USypxPZPo="))
                    .as("a hash is not a password, even where plain text is compared")
                    .isNull();
        }
    }

    @Test
    @Proves("userNameAttribute")
    void the_name_is_the_directory_s_and_from_the_attribute_named() {
        TestRealm.Line line = TestRealm.searching(directory).with("userSearch", "(|(uid={0})(mail={0}))");
        try (TestRealm realm = line.start()) {
            assertThat(name(realm.login("ALICE", "alice-c4nary"))).isEqualTo("alice");
            assertThat(name(realm.login("a.ames@example.org", "alice-c4nary"))).isEqualTo("alice");
        }
        try (TestRealm realm = line.with("userNameAttribute", "cn").start()) {
            assertThat(name(realm.login("ALICE", "alice-c4nary"))).isEqualTo("Alice Ames");
        }
    }

    @Test
    @Proves("principalName")
    void the_typed_name_is_kept_where_that_is_asked_for_and_warns() {
        TestRealm.Line line = TestRealm.searching(directory);
        try (TestRealm realm = line.with("principalName", "canonical").start()) {
            assertThat(name(realm.login("ALICE", "alice-c4nary"))).isEqualTo("alice");
        }
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = line.with("principalName", "typed").start()) {
            assertThat(name(realm.login("ALICE", "alice-c4nary"))).isEqualTo("ALICE");
            assertThat(log.at(Level.WARNING))
                    .anySatisfy(warning -> assertThat(warning).contains("principalName"));
        }
    }

    @Test
    @Proves("maxUsernameLength")
    void a_longer_name_is_refused_without_traffic() {
        try (TestRealm realm =
                TestRealm.searching(directory).with("maxUsernameLength", "5").start()) {
            directory.operations().forget();
            assertThat(realm.login("alices", "alice-c4nary")).isNull();
            assertThat(realm.login("a".repeat(65_536), "alice-c4nary")).isNull();
            assertThat(directory.operations().all()).isEmpty();
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
        }
    }

    @Test
    @Proves("userAttributes")
    void directory_attributes_become_the_principal_s() {
        TestRealm.Line line = TestRealm.searching(directory)
                .with("userAttributes", "mail, firstName=givenName, kind=employeeType:lower, employeeNumber");
        try (TestRealm realm = line.start()) {
            TomcatPrincipal alice = (TomcatPrincipal) realm.login("alice", "alice-c4nary");
            assertThat(alice.getAttribute("firstName")).isEqualTo(List.of("Alice"));
            assertThat(alice.getAttribute("employeeNumber")).isEqualTo(List.of("0007"));
            assertThat(alice.getAttribute("mail")).isEqualTo(List.of("alice@example.org", "a.ames@example.org"));
            assertThat(alice.getAttribute("kind")).isEqualTo(List.of("cook", "gardener"));
            assertThat(alice.getAttribute("title")).isNull();
        }
        try (TestRealm realm = line.without("userAttributes").start()) {
            TomcatPrincipal alice = (TomcatPrincipal) realm.login("alice", "alice-c4nary");
            assertThat(alice.getAttribute("mail")).isNull();
        }
    }

    @Test
    @Proves("sizeLimit")
    void the_user_search_carries_the_size_limit_and_never_takes_one_of_several() {
        for (String limit : List.of("0", "1", "5")) {
            TestRealm.Line line = TestRealm.searching(directory)
                    .with("userSearch", "(cn={0})")
                    .with("sizeLimit", limit);
            try (TestRealm realm = line.start()) {
                assertThat(realm.login("Same Name", "dave-c4nary")).as(limit).isNull();
                assertThat(realm.login("Same Name", "dora-c4nary")).as(limit).isNull();
                assertThat(realm.login("Alice Ames", "alice-c4nary")).as(limit).isNotNull();
            }
        }
        try (TestRealm realm =
                TestRealm.searching(directory).with("sizeLimit", "1").start()) {
            directory.operations().forget();
            realm.login("alice", "alice-c4nary");
            assertThat(directory.operations().searches().get(0).request().getSizeLimit())
                    .as("two are asked for, to know that there is one")
                    .isBetween(1, 2);
        }
    }

    @Test
    @Proves("timeLimit")
    void the_user_search_carries_the_time_limit() {
        try (TestRealm realm =
                TestRealm.searching(directory).with("timeLimit", "7000").start()) {
            directory.operations().forget();
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(directory.operations().searches().get(0).request().getTimeLimitSeconds())
                    .isBetween(7, 8);
        }
    }

    @Test
    @Proves("forceDnHexEscape")
    void escapes_of_a_dn_are_rewritten_as_hex_before_it_goes_into_a_filter() {
        TestRealm.Line line = TestRealm.searching(directory).with("userSearch", "(uid={0})");
        for (String value : List.of("false", "true")) {
            directory.operations().forget();
            try (TestRealm realm = line.with("forceDnHexEscape", value).start()) {
                assertThat(realm.roles("josmith", "jo-c4nary")).containsExactly("staff");
                String filter = directory.operations().filters().stream()
                        .filter(one -> one.contains("member"))
                        .findFirst()
                        .orElseThrow();
                assertThat(filter.contains("\\5c2C") || filter.contains("\\5c2c"))
                        .as(filter)
                        .isEqualTo(value.equals("true"));
            }
        }
    }

    @Test
    @Proves("equalTiming")
    void an_unknown_user_costs_a_bind_too_where_the_time_must_tell_nothing() {
        assertThat(bindsForAnUnknownUser("true")).hasSize(1);
        assertThat(bindsForAnUnknownUser("false")).isEmpty();
    }

    @Test
    @Proves("overlap")
    void the_role_search_is_sent_while_the_bind_waits_unless_that_is_switched_off() {
        assertThat(roleSearchedBeforeTheBindIsAnswered("true", 5_000)).isTrue();
        assertThat(roleSearchedBeforeTheBindIsAnswered("false", 200)).isFalse();
    }

    /** The bind is answered once the role search has come, or after so long. */
    private boolean roleSearchedBeforeTheBindIsAnswered(String overlap, long millis) {
        CountDownLatch searched = new CountDownLatch(1);
        AtomicBoolean before = new AtomicBoolean();
        try (TestRealm realm =
                TestRealm.searching(directory).with("overlap", overlap).start()) {
            directory.operations().onSearch(() -> {
                if (directory.operations().bases().contains(TestDirectory.GROUPS)) {
                    searched.countDown();
                }
            });
            directory.operations().onBind(() -> before.set(within(searched, millis)));
            assertThat(realm.roles("alice", "alice-c4nary")).isNotEmpty();
            return before.get();
        } finally {
            directory.operations().onBind(() -> {});
            directory.operations().onSearch(() -> {});
            directory.operations().forget();
        }
    }

    private static boolean within(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    @Proves("rememberDn")
    void the_dn_a_name_led_to_is_read_and_bound_without_a_search_for_as_long_as_it_is_remembered() {
        assertThat(searchedAtTheSecondLogin("10m"))
                .containsExactlyInAnyOrder(TestDirectory.ALICE, TestDirectory.GROUPS);
        assertThat(searchedAtTheSecondLogin("0")).containsExactlyInAnyOrder(TestDirectory.PEOPLE, TestDirectory.GROUPS);
        assertThat(searchedAtTheSecondLogin("1ms"))
                .containsExactlyInAnyOrder(TestDirectory.PEOPLE, TestDirectory.GROUPS);
    }

    private List<String> searchedAtTheSecondLogin(String rememberDn) {
        try (TestRealm realm =
                TestRealm.searching(directory).with("rememberDn", rememberDn).start()) {
            List<String> roles = realm.roles("alice", "alice-c4nary");
            directory.operations().forget();
            within(new CountDownLatch(1), 5);
            assertThat(realm.roles("alice", "alice-c4nary")).isEqualTo(roles).isNotEmpty();
            assertThat(directory.operations().binds()).containsExactly(TestDirectory.ALICE);
            return directory.operations().bases();
        }
    }

    private List<String> bindsForAnUnknownUser(String equalTiming) {
        try (TestRealm realm =
                TestRealm.searching(directory).with("equalTiming", equalTiming).start()) {
            directory.operations().forget();
            assertThat(realm.login("nobody", "nobody-c4nary")).isNull();
            assertThat(realm.ldap().isAvailable()).isTrue();
            return directory.operations().binds();
        }
    }
}
