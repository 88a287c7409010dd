package org.latchkey.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads assignments of plain values from a file in Python: texts, numbers, truth values, lists, tuples, dictionaries, names, and
 * calls with such arguments. Nothing is run, and what is anything else is told to be unknown. Used by one thread.
 */
final class PythonLiterals extends LiteralReader {

    private static final Pattern ASSIGNED = Pattern.compile("(?m)^([ \\t]*)(AUTH_LDAP_\\w+)[ \\t]*=(?!=)[ \\t]*");
    private static final Pattern PREFIX = Pattern.compile("(?i)[rbu]{1,2}(?=[\"'])");

    /** What is no plain value. */
    record Unknown() {}

    /** A name such as {@code ldap.SCOPE_SUBTREE}, or {@code None}. */
    record Name(String text) {
        /** What stands behind the last dot. */
        String last() {
            return text.substring(text.lastIndexOf('.') + 1);
        }
    }

    /** A call, or an element taken out by brackets. */
    record Call(String name, List<Object> arguments, Map<String, Object> named) {
        /** What stands behind the last dot. */
        String last() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        /** An argument by its place or its name. */
        Optional<Object> argument(int place, String called) {
            return Optional.ofNullable(named.get(called))
                    .or(() -> place < arguments.size() ? Optional.of(arguments.get(place)) : Optional.empty());
        }
    }

    private final String text;

    private PythonLiterals(String text) {
        super(text);
        this.text = text;
    }

    /** The settings of django-auth-ldap in the file, the last of each name; those in a block are unknown. */
    static Map<String, Object> assignments(String text) {
        Map<String, Object> all = new LinkedHashMap<>();
        Matcher assigned = ASSIGNED.matcher(text);
        while (assigned.find()) {
            all.put(
                    assigned.group(2),
                    assigned.group(1).isEmpty() ? new PythonLiterals(text).valueAt(assigned.end()) : new Unknown());
        }
        return all;
    }

    private Object valueAt(int position) {
        moveTo(position);
        try {
            Object value = value();
            skip(false);
            return atEnd() || next() == '\n' || next() == ';' ? value : new Unknown();
        } catch (IllegalArgumentException e) {
            return new Unknown();
        }
    }

    @Override
    boolean isRawQuote() {
        return false;
    }

    @Override
    Object value() {
        Matcher prefix = PREFIX.matcher(text).region(position(), text.length());
        boolean raw = false;
        if (prefix.lookingAt()) {
            raw = prefix.group().toLowerCase(Locale.ROOT).contains("r");
            moveTo(prefix.end());
        }
        char c = next();
        if (c == '"' || c == '\'') {
            return joined(raw);
        }
        if (take("(")) {
            return tuple();
        }
        if (take("{")) {
            return dictionary();
        }
        return Character.isLetter(c) ? named() : super.value();
    }

    /** Texts side by side are one. */
    private Object joined(boolean raw) {
        StringBuilder all = new StringBuilder(string(raw));
        int end = position();
        skip(isInBrackets());
        while (next() == '"' || next() == '\'') {
            all.append(string(false));
            end = position();
            skip(isInBrackets());
        }
        moveTo(end);
        return all.toString();
    }

    /** One value in parentheses is that value, unless a comma follows it. */
    private Object tuple() {
        List<Object> all = list(')');
        boolean comma = text.substring(0, position() - 1).stripTrailing().endsWith(",");
        return all.size() == 1 && !comma ? all.get(0) : all;
    }

    private Map<String, Object> dictionary() {
        deeper();
        Map<String, Object> all = new LinkedHashMap<>();
        skip(true);
        while (!take("}")) {
            Object key = value();
            skip(true);
            if (!take(":")) {
                throw fault("there is no :");
            }
            skip(true);
            all.put(key instanceof Name name ? name.text() : String.valueOf(key), value());
            skip(true);
            if (!take(",") && next() != '}') {
                throw fault("there is neither a comma nor }");
            }
            skip(true);
        }
        higher();
        return all;
    }

    private Object named() {
        String name = word();
        if (name.equals("True") || name.equals("False")) {
            return name.equals("True");
        }
        if (take("[")) {
            return new Call(name, list(']'), Map.of());
        }
        return take("(") ? call(name) : new Name(name);
    }

    private Call call(String name) {
        deeper();
        List<Object> arguments = new ArrayList<>();
        Map<String, Object> named = new LinkedHashMap<>();
        skip(true);
        while (!take(")")) {
            Object value = value();
            skip(true);
            if (value instanceof Name key && take("=")) {
                skip(true);
                named.put(key.text(), value());
                skip(true);
            } else {
                arguments.add(value);
            }
            if (!take(",") && next() != ')') {
                throw fault("there is neither a comma nor )");
            }
            skip(true);
        }
        higher();
        return new Call(name, arguments, named);
    }
}
