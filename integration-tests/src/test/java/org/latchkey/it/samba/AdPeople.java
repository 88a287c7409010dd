package org.latchkey.it.samba;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latchkey.it.fixture.Person;

/** The users of the domain: ordinary, hostile by name, and those whose account is not in order. */
final class AdPeople {
    private static final int NORMAL = 0x200;
    private static final int DISABLED = 0x2;
    private static final int NEVER_EXPIRES = 0x10000;
    private static final byte[] NO_HOUR = new byte[21];

    /** Pairs of sAMAccountName and the cn that names the entry. */
    private static final String[][] HOSTILE = {
        {"w-comma", "Archer, Ann"},
        {"w-plus", "C++"},
        {"w-quote", "Jo \"the voice\" Roe"},
        {"w-backslash", "left\\right"},
        {"w-hash", "#1 fan"},
        {"w-umlaut", "Jürgen Groß"},
        {"w-cjk", "山本花子"},
        {"w-slash", "sales/emea"},
        {"w-semicolon", "one;two"},
        {"w-angle", "<nobody>"},
        {"w-equals", "x=y"},
        {"w-star", "any*(thing)"},
        {"w-everything", "#,+\"\\<>;=/*()ß"},
    };

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    AdPeople() {
        ordinary();
        for (String[] pair : HOSTILE) {
            enrol(pair[0], pair[1], AdDomain.PEOPLE, NORMAL);
        }
        notInOrder();
        service("web", AdDomain.WEB_HOST);
        service("other-web", AdDomain.OTHER_HOST);
        enrol(AdDomain.READER, "Reader", AdDomain.SERVICES, NORMAL | NEVER_EXPIRES);
    }

    Map<String, Person> people() {
        return people;
    }

    List<Entry> entries() {
        return entries;
    }

    private void ordinary() {
        enrol("alice", "Alice Adams", new Attribute("title", "Engineer"));
        enrol("bob", "Bob Brown").setAttribute("userPrincipalName", AdDomain.upn("robert"));
        enrol("mallory", "Mallory");
        enrol("carol", "Carol Clark");
        enrol("dave", "Dave Dunn");
        enrol("erin", "Erin");
        enrol("frank", "Frank Fox");
        enrol("jürgen", "Jürgen");
        enrol("nobody", "In No Group");
        enrol("photo", "With Photo", new Attribute("thumbnailPhoto", photo()));
    }

    private void notInOrder() {
        enrol("disabled", "Disabled", AdDomain.PEOPLE, NORMAL | DISABLED);
        enrol("account-expired", "Account Expired", new Attribute("accountExpires", "129000000000000000"));
        enrol("password-expired", "Password Expired");
        enrol("must-change", "Must Change", new Attribute("pwdLastSet", "0"));
        enrol("locked", "Locked");
        enrol("lockable", "Lockable");
        enrol("no-hours", "No Hours", new Attribute("logonHours", NO_HOUR));
        enrol("leaver", "Leaver");
        enrol("elsewhere", "Elsewhere", new Attribute("userWorkstations", "OTHERPC"));
    }

    /** Java takes tickets by AES only. */
    private void service(String account, String host) {
        Entry entry = enrol(account, account, AdDomain.SERVICES, NORMAL | NEVER_EXPIRES);
        entry.addAttribute("servicePrincipalName", "HTTP/" + host);
        entry.addAttribute("msDS-SupportedEncryptionTypes", "24");
    }

    private Entry enrol(String account, String commonName, Attribute... more) {
        Entry entry = enrol(account, commonName, AdDomain.PEOPLE, NORMAL);
        for (Attribute attribute : more) {
            entry.addAttribute(attribute);
        }
        return entry;
    }

    private Entry enrol(String account, String commonName, String parent, int control) {
        var person = new Person(account, AdDomain.dn(commonName, parent), account + "-c4nary");
        var entry = new Entry(
                person.dn(),
                new Attribute("objectClass", "user"),
                new Attribute("sAMAccountName", account),
                new Attribute("userPrincipalName", AdDomain.upn(account)),
                new Attribute("userAccountControl", Integer.toString(control)),
                new Attribute("unicodePwd", ('"' + person.password() + '"').getBytes(StandardCharsets.UTF_16LE)));
        if (account.matches("[a-z-]+")) {
            entry.addAttribute("mail", account + "@example.org");
        }
        entries.add(entry);
        people.put(account, person);
        return entry;
    }

    /** Begins as a JPEG does, and holds every byte there is. */
    private static byte[] photo() {
        byte[] bytes = new byte[2_048];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        return bytes;
    }
}
