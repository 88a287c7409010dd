package org.latchkey.it.parity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.CredentialHandler;
import org.apache.catalina.realm.MessageDigestCredentialHandler;
import org.jspecify.annotations.Nullable;

/**
 * What both realms are told. Immutable.
 *
 * @param name tells it from all others
 * @param server which directory they ask
 * @param attributes as they would stand in {@code server.xml}, with {@code ${...}} where a server's address belongs
 * @param algorithm of the nested {@code CredentialHandler}; null for none
 */
record Configuration(
        String name,
        Server server,
        Map<String, String> attributes,
        @Nullable String algorithm) {
    /** Reads lines of {@code key = value}; where no URL is given it is the server's own. */
    static Configuration of(String name, Server server, String lines, @Nullable String algorithm) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("connectionURL", "${url}");
        lines.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int equals = line.indexOf(" = ");
            attributes.put(line.substring(0, equals).strip(), line.substring(equals + " = ".length()));
        });
        return new Configuration(name, server, attributes, algorithm);
    }

    /** The attributes with the addresses of the running servers in them. */
    Map<String, String> resolved() {
        var resolved = new LinkedHashMap<String, String>();
        attributes.forEach((key, value) -> resolved.put(key, server.resolve(value)));
        return resolved;
    }

    /** A new one for each realm. */
    @Nullable
    CredentialHandler credentialHandler() {
        if (algorithm == null) {
            return null;
        }
        try {
            var handler = new MessageDigestCredentialHandler();
            handler.setAlgorithm(algorithm);
            handler.setEncoding("UTF-8");
            return handler;
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(algorithm, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
