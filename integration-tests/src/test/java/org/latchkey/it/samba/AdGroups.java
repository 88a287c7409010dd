package org.latchkey.it.samba;

import static org.latchkey.it.samba.AdDomain.GROUPS;
import static org.latchkey.it.samba.AdDomain.USERS;
import static org.latchkey.it.samba.AdDomain.dn;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The groups of the domain: each kind there is, a chain, a cycle, and one outside of their unit. */
final class AdGroups {
    /** Values of {@code groupType} (MS-ADTS 2.2.12). */
    private static final int GLOBAL = 0x2;

    private static final int DOMAIN_LOCAL = 0x4;
    private static final int UNIVERSAL = 0x8;
    private static final int SECURITY = 0x80000000;

    private final List<Entry> entries = new ArrayList<>();

    private AdGroups() {}

    /** In an order in which every member is there before its group, but for the one who closes the cycle. */
    static List<Entry> entries() {
        var groups = new AdGroups();
        groups.add("staff", "alice", "bob", "carol", "dave", "erin", "frank", "jürgen", "mallory");
        groups.add("admins", "bob");
        groups.add("mallory's own", "mallory");
        groups.add("engineers", "dave");
        groups.add("newsletter", GLOBAL, person("alice"));
        groups.add("everywhere", UNIVERSAL | SECURITY, person("alice"), person("erin"));
        groups.add("local-readers", DOMAIN_LOCAL | SECURITY, dn("everywhere", GROUPS));
        groups.add("weird, \"group\"/x", "w-comma", "w-slash", "w-everything", "alice");
        groups.chain();
        groups.cycle();
        groups.entries.add(group(dn("legacy", USERS), "legacy", GLOBAL | SECURITY, person("frank"), person("alice")));
        return groups.entries;
    }

    private void chain() {
        String member = person("alice");
        for (int level = 0; level < AdDomain.NEST_CHAIN; level++) {
            add("nest-" + level, GLOBAL | SECURITY, member);
            member = dn("nest-" + level, GROUPS);
        }
    }

    private void cycle() {
        add("cycle-a", "carol");
        add("cycle-b", GLOBAL | SECURITY, dn("cycle-a", GROUPS));
        add("cycle-c", GLOBAL | SECURITY, dn("cycle-b", GROUPS));
    }

    private void add(String name, String... accounts) {
        add(
                name,
                GLOBAL | SECURITY,
                Arrays.stream(accounts).map(AdGroups::person).toArray(String[]::new));
    }

    private void add(String name, int type, String... members) {
        entries.add(group(dn(name, GROUPS), name, type, members));
    }

    private static Entry group(String dn, String name, int type, String... members) {
        return new Entry(
                dn,
                new Attribute("objectClass", "group"),
                new Attribute("sAMAccountName", name.replaceAll("[\"/,]", "_")),
                new Attribute("groupType", Integer.toString(type)),
                new Attribute("member", members));
    }

    private static String person(String account) {
        return AdDomain.person(account).dn();
    }
}
