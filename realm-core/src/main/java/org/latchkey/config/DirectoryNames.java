package org.latchkey.config;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The names that several directories of one configuration have. */
final class DirectoryNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private DirectoryNames() {}

    static List<String> parse(String text) {
        List<String> names = ValueType.list(text);
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(Findings.quoted(name) + " is no such name");
            }
            if (ConfigKey.of(name).isPresent() || ConfigKey.ENVIRONMENT.key().equals(name + ".*")) {
                throw new IllegalArgumentException(Findings.quoted(name) + " is a key");
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("a name stands there twice");
        }
        return names;
    }
}
