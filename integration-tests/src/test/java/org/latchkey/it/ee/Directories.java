package org.latchkey.it.ee;

import java.util.LinkedHashMap;
import java.util.Map;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/**
 * The two directories of a run, on ports that are the same for all servers: the company's, and another with the people of
 * a tenant alone.
 */
final class Directories implements AutoCloseable {
    /** Enough for a crowd of two hundred on a slow machine; with the default's 16 some would be asked to come again. */
    private static final String PLACES = "200";

    private final OpenLdap main = on("latchkey.directory.port", "ee");
    private final OpenLdap other = on("latchkey.directory.other.port", "ee-other");

    Directories() {
        main.start();
        other.start();
    }

    OpenLdap main() {
        return main;
    }

    OpenLdap other() {
        return other;
    }

    /** Of the company: groups are roles, nested ones too, and whoever is known is an {@code employee}. */
    Map<String, String> company() {
        return options(main, Fixture.PEOPLE, Fixture.GROUPS);
    }

    /** Of the company, those included whose names are hostile: all over the tree. */
    Map<String, String> everybody() {
        return options(main, Fixture.BASE, Fixture.GROUPS);
    }

    /** The same people and roles, by what {@code latchkey init} makes of the directory. */
    Map<String, String> everybodyByInit() {
        return MadeByInit.of(main, PLACES);
    }

    /** Of the tenant, in the other directory. */
    Map<String, String> tenant() {
        return options(other, Fixture.TENANT_B, Fixture.TENANT_B);
    }

    @Override
    public void close() {
        main.close();
        other.close();
    }

    private static Map<String, String> options(OpenLdap directory, String people, String groups) {
        var options = new LinkedHashMap<String, String>();
        options.put("connectionURL", directory.url());
        options.put("connectionName", Fixture.READER_DN);
        options.put("connectionPassword", Fixture.READER_PASSWORD);
        options.put("maxConnections", PLACES);
        options.put("maxBindConnections", PLACES);
        options.put("userBase", people);
        options.put("userSubtree", "true");
        options.put("userSearch", "(uid={0})");
        options.put("userAttributes", "mail,departmentNumber");
        options.put("roleBase", groups);
        options.put("roleName", "cn");
        options.put("roleSearch", "(member={0})");
        options.put("roleSubtree", "true");
        options.put("roleNested", "true");
        options.put("commonRole", "employee");
        return options;
    }

    private static OpenLdap on(String property, String name) {
        String server = System.getProperty("latchkey.server", "none");
        return OpenLdap.named(name + "-" + server)
                .port(Integer.getInteger(property, 0))
                .build();
    }
}
