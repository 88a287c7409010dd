package org.latchkey.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Refuses properties of JNDI's environment that would break what a login relies on, and names what to use instead. */
final class EnvironmentKeys {

    private static final Map<String, String> REFUSED = new LinkedHashMap<>();

    static {
        REFUSED.put("java.naming.factory.initial", "contextFactory says which provider is used");
        REFUSED.put("java.naming.factory.", "objects are never built from directory data");
        REFUSED.put("java.naming.ldap.factory.socket", "use sslSocketFactoryClassName");
        REFUSED.put("java.naming.provider.url", "use connectionURL");
        REFUSED.put("java.naming.security.authentication", "use authentication");
        REFUSED.put("java.naming.security.principal", "use connectionName");
        REFUSED.put("java.naming.security.credentials", "use connectionPassword");
        REFUSED.put("java.naming.security.protocol", "use protocol, or ldaps in connectionURL");
        REFUSED.put("java.naming.security.sasl.callback", "a text is no callback");
        REFUSED.put("java.naming.referral", "use referrals");
        REFUSED.put("java.naming.ldap.derefAliases", "use derefAliases");
        REFUSED.put("java.naming.ldap.version", "only version 3 is spoken");
        REFUSED.put("java.naming.ldap.typesOnly", "attributes without values make no login");
        REFUSED.put("java.naming.ldap.control.connect", "controls are chosen for each operation");
        REFUSED.put("java.naming.batchsize", "answers are always read whole");
        REFUSED.put("com.sun.jndi.ldap.connect.pool", "the JDK's pool accepts an old password; use connectionPoolSize");
        REFUSED.put("com.sun.jndi.ldap.connect.timeout", "use connectionTimeout");
        REFUSED.put("com.sun.jndi.ldap.read.timeout", "use readTimeout");
        REFUSED.put("com.sun.jndi.ldap.search.waitForReply", "answers are always waited for");
        REFUSED.put("com.sun.jndi.ldap.trace.ber", "it would write passwords down");
        REFUSED.put("com.sun.jndi.ldap.object.", "objects are never built from directory data");
    }

    private EnvironmentKeys() {}

    static void check(ConfigValues values, Findings findings) {
        values.environment()
                .forEach((name, text) -> REFUSED.entrySet().stream()
                        .filter(refused -> matches(name, refused.getKey()))
                        .findFirst()
                        .ifPresent(refused -> findings.problem(
                                "environment." + name + " is set and must be left out: " + refused.getValue())));
    }

    /** An entry that ends in a dot, and the pool's, stand for everything below. */
    private static boolean matches(String name, String refused) {
        return name.equals(refused) || name.startsWith(refused.endsWith(".") ? refused : refused + ".");
    }
}
