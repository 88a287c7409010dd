package org.latchkey.it.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.memory.AdLimits;
import org.latchkey.it.memory.MemoryDirectory;
import org.latchkey.it.slapd.Operations;

/** Many groups on a server that tells a thousand entries and fifteen hundred values at once. */
class AdLimitsIT {
    private static final int GROUPS = 1_203;
    private static final int VALUES = 3_100;

    private final AdLimits limits = new AdLimits(1_000, 1_500);

    private MemoryDirectory directory() throws Exception {
        MemoryDirectory directory = MemoryDirectory.start(limits);
        String base = "ou=crowd," + Fixture.BASE;
        directory.server().add("dn: " + base, "objectClass: organizationalUnit", "ou: crowd");
        for (int i = 0; i < GROUPS; i++) {
            directory
                    .server()
                    .add(
                            "cn=g" + i + "," + base,
                            new Attribute("objectClass", "groupOfNames"),
                            new Attribute("cn", "g" + i),
                            new Attribute("member", Fixture.person("alice").dn()));
        }
        List<String> listed = IntStream.range(0, VALUES)
                .mapToObj(i -> "cn=m" + i + "," + base)
                .toList();
        directory
                .server()
                .modify(
                        Fixture.person("alice").dn(),
                        new Modification(ModificationType.REPLACE, "memberOf", listed.toArray(String[]::new)));
        return directory;
    }

    private static Engine searching(MemoryDirectory directory) throws Exception {
        return Engine.searchingAt(directory.url(), "roleBase", "ou=crowd," + Fixture.BASE, "rememberDn", "0");
    }

    private static Engine listing(MemoryDirectory directory) throws Exception {
        return Engine.searchingAt(
                directory.url(),
                "groupType",
                "memberOf",
                "roleBase",
                "-",
                "roleSearch",
                "-",
                "roleName",
                "-",
                "rememberDn",
                "0");
    }

    @Test
    void more_groups_than_fit_into_one_answer_are_asked_for_in_pages() throws Exception {
        try (MemoryDirectory directory = directory();
                Engine engine = searching(directory)) {
            assertThat(Engine.roles(engine.loginAs("alice"))).hasSize(GROUPS);
            Operations seen = directory.during(() -> engine.loginAs("alice"));
            assertThat(seen.binds()).isEqualTo(1);
            assertThat(seen.searches())
                    .as("the user, the answer cut short, three pages")
                    .isEqualTo(5);
            Operations ordinary = directory.during(() -> engine.loginAs("bob"));
            assertThat(ordinary.searches()).isEqualTo(2);
        }
    }

    @Test
    void a_cut_that_pages_do_not_mend_is_incomplete() throws Exception {
        limits.knowNoPages();
        try (MemoryDirectory directory = directory();
                Engine engine = searching(directory)) {
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.INCOMPLETE);
        }
    }

    @Test
    void values_told_by_range_are_read_to_their_end() throws Exception {
        try (MemoryDirectory directory = directory();
                Engine engine = listing(directory)) {
            assertThat(Engine.roles(engine.loginAs("alice"))).hasSize(VALUES).contains("m0", "m1500", "m3099");
            Operations seen = directory.during(() -> engine.loginAs("alice"));
            assertThat(seen.searches()).as("three ranges").isEqualTo(3);
            assertThat(seen.binds()).isEqualTo(1);
        }
    }

    @Test
    void a_range_that_does_not_come_is_incomplete() throws Exception {
        limits.loseLaterRanges();
        try (MemoryDirectory directory = directory();
                Engine engine = listing(directory)) {
            assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.INCOMPLETE);
        }
    }
}
