package org.latchkey.it.membership;

import static org.latchkey.it.membership.Company.Layout.DYNAMIC;
import static org.latchkey.it.membership.Company.Layout.MEMBER;
import static org.latchkey.it.membership.Company.Layout.OCCUPANT;
import static org.latchkey.it.membership.Company.Layout.POSIX;
import static org.latchkey.it.membership.Company.Layout.UNIQUE_MEMBER;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.login.Engine;
import org.latchkey.it.memory.MemoryDirectory;
import org.latchkey.it.slapd.OpenLdap;

/** The same people and groups, laid out for every strategy, give the same roles. */
class MembershipContractIT {
    private static final String ROOT = "cn=admin," + Fixture.BASE;
    private static final String ROOT_PASSWORD = "root-c4nary";

    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("membership")
            .memberOf()
            .database("rootdn \"" + ROOT + "\"")
            .database("rootpw " + ROOT_PASSWORD)
            .build();

    @BeforeAll
    static void layOut() throws Exception {
        try (var connection = new LDAPConnection("127.0.0.1", SLAPD.port(), ROOT, ROOT_PASSWORD)) {
            for (Company.Layout layout : Company.Layout.values()) {
                layout.addTo(connection);
            }
        }
    }

    static Stream<Strategy> everywhere() {
        return Stream.of(
                Strategy.flat("member", "roleBase", MEMBER.base()),
                Strategy.nested("member", "roleBase", MEMBER.base()),
                Strategy.flat("uniqueMember", "roleBase", UNIQUE_MEMBER.base()),
                Strategy.nested("uniqueMember", "roleBase", UNIQUE_MEMBER.base()),
                Strategy.flat("organizationalRole", "roleBase", OCCUPANT.base()),
                Strategy.nested("organizationalRole", "roleBase", OCCUPANT.base()),
                Strategy.flat("posix", "roleBase", POSIX.base()),
                Strategy.flat("memberURL", "roleBase", DYNAMIC.base()),
                Strategy.flat("auto", "roleBase", MEMBER.base()),
                Strategy.nested("auto", "roleBase", MEMBER.base()),
                Strategy.nested("auto", "roleBase", UNIQUE_MEMBER.base()),
                Strategy.nested("auto", "roleBase", OCCUPANT.base()),
                Strategy.flat("auto", "roleBase", POSIX.base()),
                Strategy.flat("auto", "roleBase", DYNAMIC.base()));
    }

    static Stream<Strategy> onSlapd() {
        return Stream.concat(
                everywhere(),
                Stream.of(
                        Strategy.nested("memberOf", "roleBase", "-"),
                        // the overlay makes members of memberURL, as long as nobody asks for the plain entry
                        Strategy.flat("member", "roleBase", DYNAMIC.base())));
    }

    @ParameterizedTest
    @MethodSource("onSlapd")
    void on_openldap(Strategy strategy) throws Exception {
        strategy.holds("OpenLDAP", keys -> Engine.searching(SLAPD, keys), SLAPD::during);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void in_memory(Strategy strategy) throws Exception {
        try (var directory = MemoryDirectory.start()) {
            for (Company.Layout layout : Company.Layout.values()) {
                layout.addTo(directory.server());
            }
            strategy.holds(
                    StrategyTable.IN_MEMORY, keys -> Engine.searchingAt(directory.url(), keys), directory::during);
        }
    }
}
