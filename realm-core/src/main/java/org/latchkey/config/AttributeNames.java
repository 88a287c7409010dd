package org.latchkey.config;

import java.util.regex.Pattern;

/** Checks attribute names (RFC 4512 2.5): a short name, with or without options. */
final class AttributeNames {

    private static final Pattern DESCRIPTION = Pattern.compile("[A-Za-z][A-Za-z0-9-]*(;[A-Za-z0-9-]+)*");

    private AttributeNames() {}

    /** A name of which values are never shown. */
    static String checked(String name) {
        if (!DESCRIPTION.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not an attribute's short name");
        }
        return name;
    }

    /** A name whose values become visible as names, roles or attributes, and so must not hold a password. */
    static String shown(String name) {
        if (PasswordAttributes.contains(checked(name))) {
            throw new IllegalArgumentException("'" + name + "' holds passwords, which are never shown to applications");
        }
        return name;
    }
}
