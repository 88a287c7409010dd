package org.latchkey.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.latchkey.config.ConfigKey;

/** The LDAP login module of Jetty's JAAS, and of products built on it. */
final class JettyConverter {

    private static final Pattern CLASS = Pattern.compile("(?i).*(jetty|mortbay).*LdapLoginModule");
    private static final String LDAP_FACTORY = "com.sun.jndi.ldap.LdapCtxFactory";
    private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");

    private static final Set<String> READ = Set.of(
            "hostname",
            "port",
            "useLdaps",
            "providerUrl",
            "bindDn",
            "bindPassword",
            "authenticationMethod",
            "contextFactory",
            "debug",
            "forceBindingLogin",
            "userBaseDn",
            "userRdnAttribute",
            "userIdAttribute",
            "userPasswordAttribute",
            "userObjectClass",
            "roleBaseDn",
            "roleNameAttribute",
            "roleMemberAttribute",
            "roleObjectClass",
            "rolePrefix",
            "nestedGroups");

    private final Map<String, String> options;
    private final Conversion conversion = new Conversion();

    private JettyConverter(Map<String, String> options) {
        this.options = new TreeMap<>(options);
    }

    static Conversion convert(ForeignFile file) {
        List<JaasFile.Module> modules = JaasFile.modules(file.path(), file.text(), "LdapLoginModule").stream()
                .filter(module -> CLASS.matcher(module.className()).matches())
                .toList();
        if (modules.isEmpty()) {
            throw new IllegalArgumentException("no LdapLoginModule of Jetty's in " + file);
        }
        JettyConverter converter = new JettyConverter(
                JaasFile.chosen(modules, file.entry(), file.which().number(), file.path())
                        .options());
        converter.convert();
        return converter.conversion;
    }

    private void convert() {
        server();
        service();
        users();
        passwords();
        roles();
        option("debug")
                .ifPresent(value ->
                        conversion.notConverted("debug", value, "the logger org.latchkey decides what is written"));
        options.forEach((name, value) -> {
            if (!READ.contains(name)) {
                conversion.lost(name, value, "Jetty's own module has no such option: look up what it was for");
            }
        });
        conversion.note("the flag of the login module, and other modules in the entry, are as you had them: keep the"
                + " entry's name and these lines");
    }

    private void server() {
        String host = option("hostname").orElse("localhost");
        String port = option("port")
                .filter(given -> !given.equals("0"))
                .map(given -> ":" + given)
                .orElse("");
        boolean tls = isTrue("useLdaps");
        conversion.put(
                ConfigKey.CONNECTION_URL,
                option("providerUrl").orElse((tls ? "ldaps://" : "ldap://") + bracketed(host) + port));
        if (tls) {
            conversion.note("with ldaps the server's certificate must be trusted by the JVM, as before, or"
                    + " caCertificateFile names the authority");
        }
        option("contextFactory")
                .filter(factory -> !factory.equals(LDAP_FACTORY))
                .ifPresent(factory -> conversion.lost(
                        "contextFactory", factory, "what a login relies on is known of the JDK's provider only"));
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private void service() {
        conversion.putIfThere(ConfigKey.CONNECTION_NAME, option("bindDn"));
        option("bindPassword").ifPresent(password -> conversion.secret(ConfigKey.CONNECTION_PASSWORD, password));
        option("authenticationMethod").ifPresent(method -> {
            conversion.put(ConfigKey.AUTHENTICATION, method);
            if (!method.equals("simple")) {
                conversion.note("authentication is how searches are bound; a user's own bind is always by a password");
            }
        });
    }

    private void users() {
        conversion.putIfThere(ConfigKey.USER_BASE, option("userBaseDn"));
        conversion.put(ConfigKey.USER_SUBTREE, "true");
        conversion.put(ConfigKey.USER_LOGIN_ATTRIBUTE, option("userIdAttribute").orElse("cn"));
        conversion.put(ConfigKey.USER_OBJECT_CLASS, option("userObjectClass").orElse("inetOrgPerson"));
        option("userRdnAttribute")
                .ifPresent(value -> conversion.notConverted(
                        "userRdnAttribute",
                        value,
                        "groups are searched for by the DN of the entry that was found, and not by one found again"));
        conversion.note("the principal's name is the directory's spelling, not what was typed; principalName=\"typed\""
                + " brings the old behaviour back. Blanks at the ends of a name are taken off");
    }

    private void passwords() {
        if (!isTrue("forceBindingLogin")) {
            conversion.note(
                    "forceBindingLogin was not true: Jetty compared stored passwords; here the directory verifies"
                            + " them by a bind, which heeds locked accounts and knows every kind of hash");
        }
        option("forceBindingLogin")
                .filter(value -> isTrue("forceBindingLogin"))
                .ifPresent(value -> conversion.note(
                        "forceBindingLogin needs no key: passwords are always verified by a" + " bind"));
        option("userPasswordAttribute").ifPresent(attribute -> {
            if (isTrue("forceBindingLogin") || attribute.equalsIgnoreCase("userPassword")) {
                conversion.notConverted("userPasswordAttribute", "", "passwords are verified by a bind");
            } else {
                conversion.lost("not converted: userPasswordAttribute names another attribute than userPassword: the"
                        + " passwords in it open nothing any more, because the directory itself verifies passwords");
            }
        });
    }

    private void roles() {
        Optional<String> base = option("roleBaseDn");
        if (base.isEmpty()) {
            conversion.note("roleBaseDn is missing, so that nobody had roles; the other options of roles are left out");
            return;
        }
        conversion.put(ConfigKey.ROLE_BASE, base.get());
        conversion.put(ConfigKey.ROLE_SUBTREE, "true");
        conversion.put(
                ConfigKey.ROLE_SEARCH, "(" + option("roleMemberAttribute").orElse("uniqueMember") + "={0})");
        conversion.put(ConfigKey.ROLE_OBJECT_CLASS, option("roleObjectClass").orElse("groupOfUniqueNames"));
        conversion.put(ConfigKey.ROLE_NAME, option("roleNameAttribute").orElse("roleName"));
        if (isTrue("nestedGroups")) {
            conversion.put(ConfigKey.ROLE_NESTED, "true");
        }
        conversion.note(
                "of a group with several values of roleName the one in its DN is the role; Jetty gave a role for"
                        + " each. A role search that ends early makes the login unavailable");
        option("rolePrefix").ifPresent(this::prefix);
    }

    /** There it is what is taken off. */
    private void prefix(String prefix) {
        if (!PLAIN.matcher(prefix).matches()) {
            conversion.lost("rolePrefix", prefix, "write rows of roleMapping that take it off");
            return;
        }
        conversion.put(ConfigKey.ROLE_MAPPING, prefix + "* -> $1");
        conversion.put(ConfigKey.ROLE_EXCLUDES, prefix + "*");
        conversion.note(
                "rolePrefix was taken off role names there and is put before them here: a row of roleMapping and"
                        + " roleExcludes take it off");
    }

    private boolean isTrue(String name) {
        return option(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name)).filter(value -> !value.isBlank());
    }
}
