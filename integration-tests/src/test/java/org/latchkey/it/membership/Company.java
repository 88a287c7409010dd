package org.latchkey.it.membership;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.FullLDAPInterface;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.latchkey.it.fixture.Fixture;

/**
 * Who is in which group: alice in readers and, by three more levels, in fleet; carol directly and by levels; bob in none.
 *
 * <p>Each layout puts the same below a base of its own.
 */
final class Company {
    /** The direct members of each group: people and groups. */
    static final Map<String, List<String>> MEMBERS = members();

    /** How many levels of groups are above those that Alice is in. */
    static final int LEVELS = 3;

    static final List<String> PEOPLE = List.of("alice", "carol", "frank", "bob");

    private Company() {}

    private static Map<String, List<String>> members() {
        Map<String, List<String>> members = new LinkedHashMap<>();
        members.put("readers", List.of("alice", "carol"));
        members.put("writers", List.of("carol"));
        members.put("crew", List.of("frank", "readers"));
        members.put("ship", List.of("crew"));
        members.put("fleet", List.of("ship", "writers"));
        return members;
    }

    /** Who is a group, not a person. */
    static boolean isGroup(String name) {
        return MEMBERS.containsKey(name);
    }

    /** The roles that somebody has: directly, or through so many levels of groups as there are. */
    static Set<String> roles(String who, boolean nested) {
        Set<String> roles = new TreeSet<>();
        MEMBERS.forEach((group, members) -> {
            if (members.contains(who) && roles.add(group) && nested) {
                roles.addAll(roles(group, true));
            }
        });
        return roles;
    }

    /** One way of writing down who is in a group. */
    enum Layout {
        MEMBER("groupOfNames", "member"),
        UNIQUE_MEMBER("groupOfUniqueNames", "uniqueMember"),
        OCCUPANT("organizationalRole", "roleOccupant"),
        POSIX("posixGroup", "memberUid"),
        DYNAMIC("groupOfURLs", "memberURL");

        final String objectClass;
        final String attribute;

        Layout(String objectClass, String attribute) {
            this.objectClass = objectClass;
            this.attribute = attribute;
        }

        String base() {
            return "ou=by-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "," + Fixture.BASE;
        }

        String group(String name) {
            return "cn=" + name + "," + base();
        }

        /** Adds the whole company. */
        void addTo(FullLDAPInterface directory) throws LDAPException {
            String base = base();
            directory.add(
                    base,
                    new Attribute("objectClass", "organizationalUnit"),
                    new Attribute("ou", base.substring(3, base.indexOf(','))));
            int number = 9_000;
            for (Map.Entry<String, List<String>> group : MEMBERS.entrySet()) {
                directory.add(entry(group.getKey(), group.getValue(), number++));
            }
        }

        private Entry entry(String name, List<String> members, int number) {
            Entry entry = new Entry(group(name));
            entry.addAttribute("cn", name);
            entry.addAttribute("objectClass", objectClass);
            if (this == POSIX) {
                entry.addAttribute("objectClass", "organizationalRole");
                entry.addAttribute("gidNumber", String.valueOf(number));
            }
            List<String> values = members.stream()
                    .filter(member -> this != POSIX || !isGroup(member))
                    .map(this::value)
                    .toList();
            if (!values.isEmpty()) {
                entry.addAttribute(new Attribute(attribute, values));
            }
            return entry;
        }

        private String value(String member) {
            return switch (this) {
                case POSIX -> member;
                case DYNAMIC ->
                    isGroup(member)
                            ? "ldap:///" + group(member) + "??base"
                            : "ldap:///" + Fixture.PEOPLE + "??one?(uid=" + member + ")";
                default ->
                    isGroup(member) ? group(member) : Fixture.person(member).dn();
            };
        }
    }
}
