package org.latchkey.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.w3c.dom.Element;

/** Tomcat's JNDIRealm. Every attribute is a key of ours, with the same meaning. */
final class JndiRealmConverter {

    private static final String CLASS = "org.apache.catalina.realm.JNDIRealm";
    private static final String LDAP_FACTORY = "com.sun.jndi.ldap.LdapCtxFactory";

    /** Its own attributes, and those of every realm of Tomcat's. */
    static final Set<String> ATTRIBUTES = Set.of(
            "connectionURL",
            "alternateURL",
            "connectionName",
            "connectionPassword",
            "connectionTimeout",
            "readTimeout",
            "connectionPoolSize",
            "contextFactory",
            "authentication",
            "protocol",
            "referrals",
            "derefAliases",
            "adCompat",
            "userBase",
            "userSearch",
            "userSubtree",
            "userSearchAsUser",
            "userPattern",
            "userPassword",
            "userRoleName",
            "userRoleAttribute",
            "roleBase",
            "roleName",
            "roleSearch",
            "roleSubtree",
            "roleNested",
            "roleSearchAsUser",
            "commonRole",
            "sizeLimit",
            "timeLimit",
            "useStartTls",
            "cipherSuites",
            "sslProtocol",
            "sslSocketFactory",
            "sslSocketFactoryClassName",
            "hostnameVerifierClassName",
            "useDelegatedCredential",
            "spnegoDelegationQop",
            "useContextClassLoader",
            "forceDnHexEscape",
            "allRolesMode",
            "validate",
            "x509UsernameRetrieverClassName",
            "stripRealmForGss",
            "transportGuaranteeRedirectStatus",
            "userAttributes",
            "realmPath",
            "throwOnFailure");

    private static final List<ConfigKey> OF_TLS = List.of(
            ConfigKey.SSL_PROTOCOL, ConfigKey.CIPHER_SUITES, ConfigKey.SSL_SOCKET_FACTORY, ConfigKey.HOSTNAME_VERIFIER);

    private final Conversion conversion;

    private JndiRealmConverter(Conversion conversion) {
        this.conversion = conversion;
    }

    static Conversion convert(ForeignFile file) {
        List<Element> all = file.elements("Realm");
        List<Element> old = all.stream()
                .filter(realm -> realm.getAttribute("className").equals(CLASS))
                .toList();
        if (old.isEmpty()) {
            throw new IllegalArgumentException("no <Realm className=\"" + CLASS + "\"> in " + file
                    + (all.isEmpty()
                            ? ""
                            : all.stream()
                                    .map(realm -> LogText.escaped(realm.getAttribute("className")))
                                    .distinct()
                                    .collect(Collectors.joining(", ", ", but ", ""))));
        }
        JndiRealmConverter converter = new JndiRealmConverter(new Conversion(properties(file)::replacedIn));
        converter.realm(file.chosen(old));
        return converter.conversion;
    }

    private static TomcatProperties properties(ForeignFile file) {
        try {
            return TomcatProperties.beside(file.path(), file.environment());
        } catch (IOException e) {
            throw new IllegalArgumentException("catalina.properties beside " + file + " cannot be read", e);
        }
    }

    private void realm(Element realm) {
        Map<String, String> attributes = TomcatFile.attributes(realm);
        attributes.remove("className");
        attributes.forEach(this::attribute);
        withoutUselessTlsKeys();
        withoutWordsOfNoMeaning();
        JndiRealmDifferences.notesOf(conversion);
        surroundings(realm);
        children(realm);
    }

    private void attribute(String name, String value) {
        Optional<ConfigKey> key = ATTRIBUTES.contains(name) ? ConfigKey.of(name) : Optional.empty();
        if (name.equals("debug")) {
            conversion.notConverted(name, value, "the logger org.latchkey decides what is written");
        } else if (name.startsWith("digest")) {
            conversion.lost(
                    name,
                    value,
                    "Tomcat has no such attribute any more; with userPassword write a <CredentialHandler> into the realm");
        } else if (key.isEmpty()) {
            conversion.notConverted(name, value, "JNDIRealm has no such attribute and ignored it");
        } else if (value.isBlank()) {
            conversion.notConverted(name, value, "an empty value is as none");
        } else {
            known(key.get(), name, value);
        }
    }

    private void known(ConfigKey key, String name, String value) {
        if (key.isSecret()) {
            conversion.secret(key, value);
        } else if (key.typeLabel().equals("true/false") && !value.contains("${")) {
            truth(key, value);
        } else {
            conversion.put(key, value);
        }
        if (!key.key().equals(name)) {
            conversion.note(name + " is " + key + " here; JNDIRealm listened to the second name only");
        }
    }

    /** Tomcat takes every other word for false, and in silence. */
    private void truth(ConfigKey key, String value) {
        boolean read = Boolean.parseBoolean(value);
        conversion.put(key, Boolean.toString(read));
        if (!value.equals("true") && !value.equals("false")) {
            conversion.note(key + " = " + LogText.quoted(value) + " was " + read + " to Tomcat, and stays it");
        }
    }

    private void withoutUselessTlsKeys() {
        String urls = conversion.filled(ConfigKey.CONNECTION_URL).orElse("")
                + conversion.filled(ConfigKey.ALTERNATE_URL).orElse("");
        boolean encrypted = urls.contains("ldaps:")
                || conversion.filled(ConfigKey.PROTOCOL).filter("ssl"::equals).isPresent()
                || conversion
                        .filled(ConfigKey.USE_START_TLS)
                        .filter("true"::equals)
                        .isPresent();
        if (!encrypted) {
            OF_TLS.forEach(key -> drop(key, "nothing is encrypted: give useStartTls or ldaps:// with it"));
        }
    }

    private void withoutWordsOfNoMeaning() {
        conversion
                .filled(ConfigKey.PROTOCOL)
                .filter(protocol -> !protocol.equals("ssl"))
                .ifPresent(protocol ->
                        drop(ConfigKey.PROTOCOL, "the JDK ignored it: give useStartTls or ldaps:// if TLS was meant"));
        conversion
                .filled(ConfigKey.CONTEXT_FACTORY)
                .filter(factory -> !factory.equals(LDAP_FACTORY))
                .ifPresent(factory -> {
                    conversion.remove(ConfigKey.CONTEXT_FACTORY);
                    conversion.lost(
                            "contextFactory", factory, "what a login relies on is known of the JDK's provider only");
                });
    }

    private void drop(ConfigKey key, String why) {
        conversion.get(key).ifPresent(value -> {
            conversion.remove(key);
            conversion.notConverted(key.key(), value, why);
        });
    }

    private void surroundings(Element realm) {
        if (realm.getParentNode() instanceof Element parent
                && parent.getTagName().equals("Realm")) {
            String name = parent.getAttribute("className");
            String simple = LogText.escaped(name.substring(name.lastIndexOf('.') + 1));
            conversion.note(
                    "it stood inside of " + simple + ", which stays: put this in the place of the old realm only."
                            + " Tomcat carries on without a realm in there that does not start, so look at the log");
        }
    }

    private void children(Element realm) {
        XmlFile.children(realm).forEach(child -> {
            if (XmlFile.localName(child).equals("CredentialHandler")) {
                conversion.inside(text(child));
            } else {
                conversion.lost("not converted: the element " + LogText.escaped(child.getTagName()) + " inside of the"
                        + " realm: Tomcat knows none but CredentialHandler there");
            }
        });
    }

    /** As it stood there. */
    private static String text(Element element) {
        String attributes = TomcatFile.attributes(element).entrySet().stream()
                .map(attribute -> " " + attribute.getKey() + "=\"" + XmlText.attribute(attribute.getValue()) + "\"")
                .collect(Collectors.joining());
        String inside =
                XmlFile.children(element).stream().map(JndiRealmConverter::text).collect(Collectors.joining());
        String opening = "<" + element.getTagName() + attributes;
        return inside.isEmpty() ? opening + "/>" : opening + ">" + inside + "</" + element.getTagName() + ">";
    }
}
