package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the keys do that name classes of the site's own. */
class HookKeysTest {

    private static final String PASSWORD = "alice-c4nary";

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private TestRealm.Line searching() {
        return TestRealm.searching(directory);
    }

    @Test
    @Proves("userResolverClassName")
    void the_site_says_whom_a_name_means_and_that_entry_is_bound() {
        TestRealm.Line line = searching()
                .without("userBase", "userSearch")
                .with("userAttributes", "cn")
                .with("userResolverClassName", SiteHooks.Badges.class.getName());
        SiteHooks.Badges.closed = false;
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("badge-alice", PASSWORD).getName()).isEqualTo("staff:alice");
            assertThat(realm.roles("badge-alice", PASSWORD)).contains("staff");
            assertThat(realm.outermost().authenticate("badge-alice")).isNotNull();
            assertThat(realm.login("badge-alice", "wrong-c4nary")).isNull();
            assertThat(realm.login("alice", PASSWORD)).isNull();
            assertThat(realm.login("badge-ghost", PASSWORD)).as("no such entry").isNull();
            assertThat(realm.login("badge-both", PASSWORD)).as("two people").isNull();
            assertThat(realm.ldap().isAvailable()).isTrue();
            assertThat(realm.login("badge-broken", PASSWORD)).isNull();
            assertThat(SiteHooks.Badges.closed).isFalse();
        }
        assertThat(SiteHooks.Badges.closed).as("closed with the realm").isTrue();
    }

    @Test
    void the_name_may_still_come_from_an_attribute_of_the_entry() {
        try (TestRealm realm = searching()
                .without("userBase", "userSearch")
                .with("userNameAttribute", "uid")
                .with("userResolverClassName", SiteHooks.Badges.class.getName())
                .start()) {
            assertThat(realm.login("badge-alice", PASSWORD).getName()).isEqualTo("alice");
        }
    }

    @Test
    @Proves("groupResolverClassName")
    void groups_of_the_site_count_beside_the_others() {
        TestRealm.Line line = searching().with("groupResolverClassName", SiteHooks.Initials.class.getName());
        try (TestRealm realm = line.start()) {
            assertThat(realm.roles("alice", PASSWORD)).contains("staff", "a");
        }
        try (TestRealm realm =
                line.with("denyGroup", "a").with("strictGroups", "false").start()) {
            assertThat(realm.login("alice", PASSWORD)).as("denied by it").isNull();
            assertThat(realm.login("bob", "bob-c4nary")).isNotNull();
        }
    }

    @Test
    @Proves("roleMapperClassName")
    void roles_are_what_the_site_makes_of_the_groups() {
        try (TestRealm realm = searching()
                .with("commonRole", "everybody")
                .with("roleMapperClassName", SiteHooks.Counting.class.getName())
                .start()) {
            assertThat(realm.roles("alice", PASSWORD)).containsExactlyInAnyOrder("groups-3", "everybody");
        }
    }

    @Test
    @Proves("admissionCheckClassName")
    void the_site_may_refuse_and_its_exception_refuses() {
        try (TestRealm realm = searching()
                        .with("admissionCheckClassName", SiteHooks.OnlyAlice.class.getName())
                        .start();
                CapturedLog log = CapturedLog.ofLatchkey()) {
            assertThat(realm.login("alice", PASSWORD)).isNotNull();
            assertThat(realm.outermost().authenticate("bob"))
                    .as("proved elsewhere")
                    .isNull();
            assertThat(realm.login("bob", "bob-c4nary")).isNull();
            assertThat(realm.outermost().authenticate("dave")).isNull();
            assertThat(realm.outermost().authenticate("dora")).isNull();
            assertThat(log.of("org.latchkey.login"))
                    .filteredOn(line -> line.contains("REJECTED"))
                    .hasSize(4)
                    .anyMatch(line -> line.contains("ACCOUNT_RESTRICTED"))
                    .anyMatch(line -> line.contains("NOT_ADMITTED"));
            assertThat(log.of("org.latchkey")).anyMatch(line -> line.contains("failed, which refuses"));
        }
    }

    @Test
    @Proves("loginListenerClassName")
    void the_site_is_told_how_logins_end_without_the_password_and_changes_nothing() {
        SiteHooks.Gossip.HEARD.clear();
        try (TestRealm realm = searching()
                .with("loginListenerClassName", SiteHooks.Gossip.class.getName())
                .start()) {
            assertThat(realm.login("alice", PASSWORD)).isNotNull();
            assertThat(realm.login("alice", "wrong-c4nary")).isNull();
            assertThat(SiteHooks.Gossip.HEARD).hasSize(2);
            assertThat(SiteHooks.Gossip.HEARD.poll()).isEqualTo("alice 0 alice");
            assertThat(SiteHooks.Gossip.HEARD.poll()).startsWith("alice 0 ").contains("BAD_PASSWORD");
        }
    }

    @Test
    void a_class_that_cannot_serve_is_refused_at_the_start() {
        assertThat(searching()
                        .with("admissionCheckClassName", "org.example.None")
                        .refusal())
                .contains("admissionCheckClassName is 'org.example.None', but must be the name of a public"
                        + " org.latchkey.spi.Admission with a public constructor without arguments:"
                        + " there is no such class");
        assertThat(searching()
                        .with("groupResolverClassName", SiteHooks.Counting.class.getName())
                        .refusal())
                .contains("it is no GroupResolver");
        assertThat(searching()
                        .with("admissionCheckClassName", SiteHooks.Broken.class.getName())
                        .refusal())
                .contains("no " + SiteHooks.Broken.class.getName() + " could be made")
                .contains("no licence");
    }

    @Test
    void keys_that_the_class_stands_for_are_refused_beside_it() {
        assertThat(searching()
                        .with("userResolverClassName", SiteHooks.Badges.class.getName())
                        .refusal())
                .contains("userSearch is '(uid={0})', but must be left out while userResolverClassName");
        assertThat(searching()
                        .with("roleMapperClassName", SiteHooks.Counting.class.getName())
                        .with("rolePrefix", "x-")
                        .refusal())
                .contains("rolePrefix is 'x-', but must be left out while roleMapperClassName");
    }
}
