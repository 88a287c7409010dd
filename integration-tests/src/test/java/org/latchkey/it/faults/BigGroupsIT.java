package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Groups without end: in a circle, in a chain of ten thousand, five thousand at once, one of a hundred thousand members. */
class BigGroupsIT {
    private static final String ADMIN = "cn=admin," + Fixture.BASE;
    private static final String ADMIN_PASSWORD = "admin-c4nary";
    private static final int CHAIN = 10_000;
    private static final int GROUPS = 5_000;
    private static final int MEMBERS = 100_000;

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("big-groups")
            .database("rootdn \"" + ADMIN + "\"")
            .database("rootpw " + ADMIN_PASSWORD)
            .sizeLimit(GROUPS + 1)
            .build();

    @RegisterExtension
    final Leftovers leftovers = new Leftovers();

    @BeforeAll
    static void fill() throws LDAPException {
        try (LDAPConnection admin = new LDAPConnection("127.0.0.1", SLAPD.port(), ADMIN, ADMIN_PASSWORD)) {
            String alice = "uid=alice," + Fixture.PEOPLE;
            unit(admin, "chain");
            String inner = alice;
            for (int i = 0; i < CHAIN; i++) {
                inner = group(admin, "link-" + i, "chain", inner);
            }
            unit(admin, "circle");
            group(admin, "self", "circle", alice, dn("self", "circle"));
            group(admin, "left", "circle", dn("self", "circle"), dn("right", "circle"));
            group(admin, "right", "circle", dn("left", "circle"));
            unit(admin, "wide");
            for (int i = 0; i < GROUPS; i++) {
                group(admin, "wide-" + i, "wide", alice);
            }
            unit(admin, "crowd");
            group(
                    admin,
                    "everybody",
                    "crowd",
                    IntStream.range(0, MEMBERS)
                            .mapToObj(i ->
                                    i == 0 ? alice : String.format(Locale.ROOT, "uid=crowd-%06d,%s", i, Fixture.PEOPLE))
                            .toArray(String[]::new));
        }
    }

    private static void unit(LDAPConnection admin, String name) throws LDAPException {
        admin.add(
                "ou=" + name + "," + Fixture.BASE,
                new Attribute("objectClass", "organizationalUnit"),
                new Attribute("ou", name));
    }

    private static String dn(String group, String unit) {
        return "cn=" + group + ",ou=" + unit + "," + Fixture.BASE;
    }

    private static String group(LDAPConnection admin, String name, String unit, String... members)
            throws LDAPException {
        String dn = dn(name, unit);
        admin.add(
                dn,
                new Attribute("objectClass", "groupOfNames"),
                new Attribute("cn", name),
                new Attribute("member", members));
        return dn;
    }

    private static Engine engine(String unit, String... more) throws Exception {
        String[] nested = {"roleNested", "true", "roleBase", "ou=" + unit + "," + Fixture.BASE};
        String[] all = Arrays.copyOf(nested, nested.length + more.length);
        System.arraycopy(more, 0, all, nested.length, more.length);
        return Engine.searching(SLAPD, all);
    }

    @Test
    @FaultRow(20)
    void a_circle_and_a_group_in_itself_end_and_give_each_role_once() throws Exception {
        try (Engine engine = engine("circle")) {
            assertThat(Engine.roles(engine.loginAs("alice"))).containsExactlyInAnyOrder("self", "left", "right");
            Operations again = SLAPD.during(() -> engine.loginAs("alice"));
            assertThat(again.searches())
                    .as("what is known of groups costs nothing")
                    .isEqualTo(2);
        }
    }

    @Test
    @FaultRow(20)
    void a_chain_of_ten_thousand_ends_at_the_depth_allowed_with_the_key_named() throws Exception {
        try (Engine engine = engine("chain")) {
            AuthenticationResult[] result = new AuthenticationResult[1];
            Operations seen = SLAPD.during(() -> result[0] = engine.loginAs("alice"));
            assertThat(Engine.cause(result[0])).isEqualTo(UnavailableCause.INCOMPLETE);
            assertThat(result[0].toString()).contains("roleNestedDepth, which is 32", "cn=link-33,");
            assertThat(seen.searchFilters())
                    .filteredOn(filter -> filter.contains("member="))
                    .as("of the user, of each level allowed, and of one more")
                    .hasSize(1 + 33);
        }
    }

    @Test
    @FaultRow(21)
    void five_thousand_groups_of_one_user_come_inside_the_deadline() throws Exception {
        try (Engine engine = engine("wide")) {
            assertThat(Engine.roles(engine.loginAs("alice"))).hasSize(GROUPS);
        }
    }

    /** A member takes 50 bytes: that they are not among the attributes asked for is what keeps the answer small. */
    @Test
    @FaultRow(21)
    void of_a_group_of_a_hundred_thousand_members_no_member_is_read() throws Exception {
        try (Engine engine = engine("crowd")) {
            Operations seen = SLAPD.during(
                    () -> assertThat(Engine.roles(engine.loginAs("alice"))).containsExactly("everybody"));
            assertThat(seen.all())
                    .filteredOn(operation -> operation.filter().contains("member="))
                    .isNotEmpty()
                    .allSatisfy(operation -> assertThat(operation.attributes()).containsExactly("cn"));
        }
    }
}
