package org.latchkey.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.w3c.dom.Element;

/** WildFly's ldap-realm with its dir-context, as they stand in standalone.xml. */
final class ElytronConverter {

    private static final Set<String> REALM = Set.of(
            "name", "dir-context", "direct-verification", "allow-blank-password", "hash-encoding", "hash-charset");
    private static final Set<String> IDENTITY = Set.of(
            "rdn-identifier",
            "search-base-dn",
            "use-recursive-search",
            "filter-name",
            "iterator-filter",
            "new-identity-parent-dn");
    private static final Set<String> CONTEXT = Set.of(
            "name",
            "url",
            "principal",
            "authentication-level",
            "enable-connection-pooling",
            "referral-mode",
            "ssl-context",
            "connection-timeout",
            "read-timeout");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{env\\.([\\w.]+)}");
    private static final Pattern OTHER_EXPRESSION = Pattern.compile("\\$\\{[^{}]*}");

    private final Conversion conversion = new Conversion();
    private final ForeignFile file;
    private final String roles;

    private ElytronConverter(ForeignFile file) {
        this.file = file;
        this.roles = roleAttribute();
    }

    static Conversion convert(ForeignFile file) {
        List<Element> realms = file.elements("ldap-realm");
        if (realms.isEmpty()) {
            throw new IllegalArgumentException("no <ldap-realm> in " + file);
        }
        ElytronConverter converter = new ElytronConverter(file);
        converter.realm(file.chosen(realms));
        return converter.conversion;
    }

    /** What a role decoder reads; WildFly's own word where there is none. */
    private String roleAttribute() {
        List<String> decoded = file.elements("simple-role-decoder").stream()
                .map(decoder -> decoder.getAttribute("attribute"))
                .distinct()
                .toList();
        return decoded.size() == 1 ? decoded.get(0) : "Roles";
    }

    private void realm(Element realm) {
        context(realm.getAttribute("dir-context"));
        unknown(realm, REALM, conversion);
        Element identity = XmlFile.children(realm).stream()
                .filter(child -> XmlFile.localName(child).equals("identity-mapping"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the ldap-realm has no identity-mapping in " + file));
        identity(identity);
        if (!"true".equals(realm.getAttribute("direct-verification"))) {
            conversion.note(
                    "direct-verification was not true: stored passwords were compared; here the directory verifies"
                            + " them by a bind, which heeds locked accounts and knows every kind of hash");
        }
        if ("true".equals(realm.getAttribute("allow-blank-password"))) {
            conversion.lost("allow-blank-password", "true", "an empty password never opens anything here");
        }
        conversion.note(
                "principal transformers, role mappers and permissions of the security domain are not in the realm:"
                        + " look whether they change names or roles (roleMapping, roleCase, usernameCase)");
    }

    private void context(String name) {
        Element context = file.elements("dir-context").stream()
                .filter(one -> one.getAttribute("name").equals(name))
                .findFirst()
                .orElse(null);
        if (context == null) {
            conversion.lost("the dir-context " + LogText.quoted(name) + " is not in the file: write connectionURL,"
                    + " connectionName and connectionPassword by hand");
            return;
        }
        unknown(context, CONTEXT, conversion);
        value(context, "url").ifPresent(url -> conversion.put(ConfigKey.CONNECTION_URL, expression("url", url)));
        conversion.putIfThere(
                ConfigKey.CONNECTION_NAME, value(context, "principal").map(text -> expression("principal", text)));
        value(context, "authentication-level")
                .filter(level -> !level.equalsIgnoreCase("simple"))
                .ifPresent(level -> conversion.put(ConfigKey.AUTHENTICATION, level));
        value(context, "connection-timeout").ifPresent(time -> conversion.put(ConfigKey.CONNECTION_TIMEOUT, time));
        value(context, "read-timeout").ifPresent(time -> conversion.put(ConfigKey.READ_TIMEOUT, time));
        value(context, "ssl-context")
                .ifPresent(tls -> conversion.notConverted(
                        "ssl-context",
                        tls,
                        "name its trust store by trustStoreFile, or the authority by caCertificateFile"));
        value(context, "referral-mode")
                .filter(mode -> !mode.equalsIgnoreCase("ignore"))
                .ifPresent(mode -> conversion.lost("referral-mode", mode, "referrals are never followed"));
        value(context, "enable-connection-pooling")
                .ifPresent(pool -> conversion.notConverted(
                        "enable-connection-pooling", pool, "connections are always kept; see maxConnections"));
        XmlFile.children(context).forEach(this::inContext);
    }

    private void inContext(Element child) {
        if (!XmlFile.localName(child).equals("credential-reference")) {
            conversion.notConverted(
                    child.getTagName(), "", "look whether it is needed: environment.* takes properties of JNDI");
            return;
        }
        Optional<String> clear = value(child, "clear-text");
        if (clear.isPresent()) {
            conversion.secret(
                    ConfigKey.CONNECTION_PASSWORD,
                    EXPRESSION.matcher(clear.get()).replaceAll("\\${env:$1}"));
        } else {
            conversion.put(ConfigKey.CONNECTION_PASSWORD, Conversion.SECRET_FILE);
            conversion.note("the password is in a credential store of WildFly's: write it to /run/secrets/ldap-reader");
        }
    }

    private void identity(Element identity) {
        unknown(identity, IDENTITY, conversion);
        String rdn = value(identity, "rdn-identifier").orElse("uid");
        conversion.putIfThere(ConfigKey.USER_BASE, value(identity, "search-base-dn"));
        value(identity, "use-recursive-search")
                .filter("true"::equals)
                .ifPresent(all -> conversion.put(ConfigKey.USER_SUBTREE, "true"));
        conversion.put(ConfigKey.USER_SEARCH, value(identity, "filter-name").orElse("(" + rdn + "={0})"));
        conversion.put(ConfigKey.USER_NAME_ATTRIBUTE, rdn);
        Stream.of("iterator-filter", "new-identity-parent-dn")
                .forEach(name -> value(identity, name)
                        .ifPresent(text ->
                                conversion.notConverted(name, text, "nothing is listed and nothing is written")));
        XmlFile.children(identity).forEach(this::inIdentity);
    }

    private void inIdentity(Element child) {
        switch (XmlFile.localName(child)) {
            case "attribute-mapping" -> new ElytronAttributes(roles, conversion).attributes(child);
            case "user-password-mapper" ->
                conversion.notConverted("user-password-mapper", "", "the directory verifies passwords by a bind");
            default ->
                conversion.lost("not converted: " + LogText.escaped(child.getTagName())
                        + ": logins by one-time password or certificate through the realm have no place here;"
                        + " certificateUser and certificateAttribute are for client certificates");
        }
    }

    /** WildFly fills these in from variables and properties of its own. */
    private String expression(String name, String text) {
        if (OTHER_EXPRESSION.matcher(text).find()) {
            conversion.note(LogText.escaped(name) + " holds an expression of WildFly's: write its value");
        }
        return text;
    }

    static void unknown(Element element, Set<String> known, Conversion conversion) {
        for (Map.Entry<String, String> attribute :
                TomcatFile.attributes(element).entrySet()) {
            if (!known.contains(attribute.getKey())) {
                conversion.lost(attribute.getKey(), attribute.getValue(), "not known here: look up what it does");
            }
        }
    }

    static Optional<String> value(Element element, String name) {
        return Optional.of(element.getAttribute(name).strip()).filter(text -> !text.isEmpty());
    }
}
