package org.latchkey.it.ds389;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldif.LDIFModifyChangeRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.latchkey.it.fixture.Person;

/**
 * The tree the test server holds. Immutable; tests change nothing in it by LDAP.
 *
 * <p>A user's password is {@code <uid>-c4nary}. Three wrong ones lock an account, for ten minutes; a right one sets the count
 * back.
 */
public final class Ds389Tree {
    public static final String BASE = "dc=example,dc=org";
    public static final String PEOPLE = "ou=people," + BASE;
    public static final String GROUPS = "ou=groups," + BASE;
    public static final String SERVICES = "ou=services," + BASE;

    /** {@code nest-0} holds alice, each other holds the one before. */
    public static final int NEST_CHAIN = 10;

    /** The account that searches, below {@link #SERVICES}. */
    public static final String READER = "reader";

    /** How many days before its end a password is warned of; from the first warning on, the server gives it as many. */
    public static final int WARNED_DAYS = 7;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String DISABLED_ROLE = "cn=nsManagedDisabledRole," + BASE;
    private static final Map<String, String> HOSTILE = Map.of(
            "w-comma", "Archer, Ann",
            "w-plus", "C++",
            "w-quote", "Jo \"the voice\" Roe",
            "w-backslash", "left\\right",
            "w-slash", "sales/emea",
            "w-umlaut", "Jürgen Groß",
            "w-cjk", "山本花子",
            "w-star", "any*(thing)");

    private static final Map<String, Person> USERS = new LinkedHashMap<>();
    private static final List<Entry> ENTRIES = new ArrayList<>();

    static {
        addUnits();
        addUsers();
        addGroups();
    }

    private Ds389Tree() {}

    /** The user with that uid. */
    public static Person person(String uid) {
        return Objects.requireNonNull(USERS.get(uid), uid);
    }

    /** Users whose cn is hostile and names their entry. */
    public static List<Person> hostile() {
        return HOSTILE.keySet().stream().map(Ds389Tree::person).toList();
    }

    /** Parents and members first. */
    static List<Entry> entries() {
        return List.copyOf(ENTRIES);
    }

    /** What is done once all is there: policy attributes are the server's own, until it is told. */
    static List<LDIFModifyChangeRecord> changes() {
        String now = TIME.format(Instant.now());
        return List.of(
                changed(
                        "cn=cycle-a," + GROUPS,
                        new Modification(ModificationType.ADD, "member", "cn=cycle-c," + GROUPS)),
                changed(
                        "cn=config",
                        replace("passwordLockout", "on"),
                        replace("passwordMaxFailure", "3"),
                        replace("passwordLockoutDuration", "600"),
                        replace("passwordUnlock", "on"),
                        replace("passwordExp", "on"),
                        replace(
                                "passwordMaxAge",
                                Long.toString(Duration.ofDays(3650).toSeconds())),
                        replace(
                                "passwordWarning",
                                Long.toString(Duration.ofDays(WARNED_DAYS).toSeconds())),
                        replace("passwordGraceLimit", "2"),
                        replace("passwordMustChange", "on")),
                changed(
                        person("must-change").dn(),
                        replace("userPassword", person("must-change").password())),
                changed(person("graced").dn(), replace("passwordExpirationTime", "20090101000000Z")),
                changed(
                        person("expired").dn(),
                        replace("passwordExpirationTime", "20090101000000Z"),
                        replace("passwordGraceUserTime", "2")),
                changed(
                        person("warned").dn(),
                        replace(
                                "passwordExpirationTime",
                                TIME.format(Instant.now().plus(Duration.ofDays(WARNED_DAYS - 2)))),
                        replace("passwordExpWarned", "0")),
                changed(
                        person("locked").dn(),
                        replace("passwordRetryCount", "3"),
                        replace("retryCountResetTime", now),
                        replace("accountUnlockTime", TIME.format(Instant.now().plus(Duration.ofHours(1))))));
    }

    private static void addUnits() {
        ENTRIES.add(new Entry(
                BASE,
                new Attribute("objectClass", "domain"),
                new Attribute(
                        "aci",
                        "(targetattr != \"userPassword\")(version 3.0; acl \"reader\"; allow (read, search, compare)"
                                + " userdn = \"ldap:///uid=" + READER + "," + SERVICES + "\";)",
                        "(targetattr != \"userPassword\")(version 3.0; acl \"self\"; allow (read, search, compare)"
                                + " userdn = \"ldap:///self\";)")));
        for (String unit : List.of(PEOPLE, GROUPS, SERVICES)) {
            ENTRIES.add(new Entry(unit, new Attribute("objectClass", "organizationalUnit")));
        }
        addDisabledRole();
    }

    /** As the tools of the server make it: who has the role has {@code nsAccountLock}, by class of service. */
    private static void addDisabledRole() {
        String[] role = {"LDAPsubentry", "nsRoleDefinition", "nsSimpleRoleDefinition", "nsManagedRoleDefinition"};
        String templates = "cn=nsAccountInactivationTmp," + BASE;
        ENTRIES.add(new Entry(DISABLED_ROLE, new Attribute("objectClass", role)));
        ENTRIES.add(new Entry(templates, new Attribute("objectClass", "nsContainer")));
        ENTRIES.add(new Entry(
                "cn=\"" + DISABLED_ROLE + "\"," + templates,
                new Attribute("objectClass", "extensibleObject", "costemplate", "ldapsubentry"),
                new Attribute("cosPriority", "1"),
                new Attribute("nsAccountLock", "true")));
        ENTRIES.add(new Entry(
                "cn=nsAccountInactivation_cos," + BASE,
                new Attribute("objectClass", "LDAPsubentry", "cosSuperDefinition", "cosClassicDefinition"),
                new Attribute("cosTemplateDn", templates),
                new Attribute("cosSpecifier", "nsRole"),
                new Attribute("cosAttribute", "nsAccountLock operational")));
    }

    private static void addUsers() {
        for (String uid : List.of("alice", "bob", "carol", "dave", "erin", "nobody", "lockable", "locked")) {
            enrol(uid, "uid=" + uid + "," + PEOPLE, uid);
        }
        enrol("engineer", "uid=engineer," + PEOPLE, "engineer", new Attribute("title", "Engineer"));
        for (String uid : List.of("must-change", "expired", "graced", "warned")) {
            enrol(uid, "uid=" + uid + "," + PEOPLE, uid);
        }
        enrol("inactive", "uid=inactive," + PEOPLE, "inactive", new Attribute("nsAccountLock", "true"));
        enrol(
                "role-inactive",
                "uid=role-inactive," + PEOPLE,
                "role-inactive",
                new Attribute("nsRoleDN", DISABLED_ROLE));
        HOSTILE.forEach((uid, cn) -> enrol(uid, new RDN("cn", cn) + "," + PEOPLE, cn));
        enrol(READER, "uid=" + READER + "," + SERVICES, READER);
    }

    private static void addGroups() {
        group("staff", dn("alice"), dn("bob"), dn("carol"), dn("dave"), dn("erin"));
        group("admins", dn("bob"));
        group("hostile, \"all\"", hostile().stream().map(Person::dn).toArray(String[]::new));
        String member = dn("alice");
        for (int level = 0; level < NEST_CHAIN; level++) {
            group("nest-" + level, member);
            member = "cn=nest-" + level + "," + GROUPS;
        }
        group("cycle-a", dn("carol"));
        group("cycle-b", "cn=cycle-a," + GROUPS);
        group("cycle-c", "cn=cycle-b," + GROUPS);
        groupOf("groupOfUniqueNames", "uniqueMember", "auditors", dn("dave"));
        groupOf("groupOfUniqueNames", "uniqueMember", "chief-auditors", "cn=auditors," + GROUPS);
        groupOf("groupOfURLs", "memberURL", "engineers", "ldap:///" + PEOPLE + "??sub?(title=Engineer)");
    }

    private static void enrol(String uid, String dn, String commonName, Attribute... more) {
        var person = new Person(uid, dn, uid + "-c4nary");
        var entry = new Entry(
                dn,
                new Attribute("objectClass", "inetOrgPerson"),
                new Attribute("uid", uid),
                new Attribute("cn", commonName),
                new Attribute("sn", commonName),
                new Attribute("mail", uid + "@example.org"),
                new Attribute("userPassword", person.password()));
        for (Attribute attribute : more) {
            entry.addAttribute(attribute);
        }
        ENTRIES.add(entry);
        USERS.put(uid, person);
    }

    private static void group(String name, String... members) {
        groupOf("groupOfNames", "member", name, members);
    }

    private static void groupOf(String kind, String attribute, String name, String... members) {
        ENTRIES.add(new Entry(
                new RDN("cn", name) + "," + GROUPS,
                new Attribute("objectClass", kind),
                new Attribute(attribute, members)));
    }

    private static String dn(String uid) {
        return person(uid).dn();
    }

    private static LDIFModifyChangeRecord changed(String dn, Modification... modifications) {
        return new LDIFModifyChangeRecord(dn, modifications);
    }

    private static Modification replace(String attribute, String value) {
        return new Modification(ModificationType.REPLACE, attribute, value);
    }
}
