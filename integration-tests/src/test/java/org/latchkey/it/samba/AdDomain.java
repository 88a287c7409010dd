package org.latchkey.it.samba;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.latchkey.it.fixture.Person;

/**
 * The domain the test controller serves. Immutable; tests change nothing in it by LDAP.
 *
 * <p>A user's password is {@code <sAMAccountName>-c4nary}. Three wrong ones within half an hour lock an account, for half
 * an hour; a right one sets the count back. A password expires after ten years. The userPrincipalName is
 * {@code <sAMAccountName>@ad.example.test}, but bob's is {@code robert@} and mallory's is {@code bob@}.
 */
public final class AdDomain {
    public static final String DNS_NAME = "ad.example.test";
    public static final String NETBIOS_NAME = "ADX";
    /** Of Kerberos. */
    public static final String REALM = "AD.EXAMPLE.TEST";

    public static final String BASE = "DC=ad,DC=example,DC=test";
    public static final String PEOPLE = "OU=People," + BASE;
    public static final String GROUPS = "OU=Groups," + BASE;
    public static final String SERVICES = "OU=Services," + BASE;
    /** A container of every domain, with groups of its own. */
    public static final String USERS = "CN=Users," + BASE;

    /** {@code nest-0} holds alice, each other holds the one before. */
    public static final int NEST_CHAIN = 10;

    public static final String ADMINISTRATOR = "CN=Administrator," + USERS;
    public static final String ADMINISTRATOR_PASSWORD = "administrator-c4nary-1";

    /** The host of a web server that takes tickets; its account is {@code web}. */
    public static final String WEB_HOST = "tomcat." + DNS_NAME;

    /** The host of another, with an account of its own. */
    public static final String OTHER_HOST = "other." + DNS_NAME;

    /** The controller's own name. */
    public static final String CONTROLLER_HOST = "dc1." + DNS_NAME;

    /** The account that searches; its password never expires. */
    public static final String READER = "reader";

    private static final Pattern SPECIAL = Pattern.compile("[\"#+,;<=>\\\\]");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final AdPeople ALL = new AdPeople();

    private AdDomain() {}

    /** The user with that sAMAccountName. */
    public static Person person(String account) {
        return Objects.requireNonNull(ALL.people().get(account), account);
    }

    /** Users whose cn is hostile and names their entry. */
    public static List<Person> hostile() {
        return ALL.people().values().stream()
                .filter(person -> person.uid().startsWith("w-"))
                .toList();
    }

    /** {@code account@ad.example.test}. */
    public static String upn(String account) {
        return account + "@" + DNS_NAME;
    }

    /** Units, users and groups, parents first. */
    static List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (String unit : List.of(PEOPLE, GROUPS, SERVICES)) {
            entries.add(new Entry(unit, new Attribute("objectClass", "organizationalUnit")));
        }
        entries.addAll(ALL.entries());
        entries.addAll(AdGroups.entries());
        return entries;
    }

    /** A DN of one more level, special characters as hex (RFC 4514 2.4): Samba reads a bare {@code =} in a value as an error. */
    static String dn(String commonName, String parent) {
        String escaped = SPECIAL.matcher(commonName)
                .replaceAll(
                        found -> "\\\\" + HEX.toHexDigits((byte) found.group().charAt(0)));
        return "CN=" + escaped + "," + parent;
    }
}
