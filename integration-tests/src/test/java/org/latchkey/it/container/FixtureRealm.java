package org.latchkey.it.container;

import java.util.Set;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/**
 * The realm under test as an administrator would set it up for the fixture's people and the sample applications: groups
 * are roles, nested ones too, and whoever is known is an {@code employee}.
 */
final class FixtureRealm {
    /** A query for the sample applications' pages: which of these roles does the caller hold? */
    static final String ASK_ROLES = "?role=employee&role=users&role=developers&role=engineering&role=staff&role=admins";

    /** Alice is a developer; developers belong to engineering, engineering to staff. */
    static final Set<String> ALICES_ROLES = Set.of("employee", "users", "developers", "engineering", "staff");

    private static final String CLASS_NAME = System.getProperty("latchkey.realm", "org.latchkey.tomcat.LdapRealm");

    private FixtureRealm() {}

    static RealmXml at(OpenLdap directory) {
        return RealmXml.of(CLASS_NAME)
                .with("connectionURL", directory.url())
                .with("connectionName", Fixture.READER_DN)
                .with("connectionPassword", Fixture.READER_PASSWORD)
                .with("userBase", Fixture.PEOPLE)
                .with("userSearch", "(uid={0})")
                .with("userAttributes", "mail,departmentNumber")
                .with("roleBase", Fixture.GROUPS)
                .with("roleName", "cn")
                .with("roleSearch", "(member={0})")
                .with("roleNested", "true")
                .with("commonRole", "employee");
    }
}
