package org.latchkey.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.auth.Dn;

/** Reads {@code userPattern}: one template, {@code (p1)(p2)}, or {@code (|(p1)(p2))}. */
final class UserPatterns {

    private static final Pattern PARENTHESIS = Pattern.compile("(?<!\\\\)[()]");
    private static final Pattern WRAPPED = Pattern.compile("\\(\\s*\\|(.*)\\)", Pattern.DOTALL);
    private static final Pattern ONE = Pattern.compile("\\s*\\(((?:\\\\[()]|[^()])*)\\)\\s*");

    private UserPatterns() {}

    static List<NameTemplate> parse(String text) {
        List<NameTemplate> patterns = texts(text.strip()).stream()
                .map(pattern -> pattern.replace("\\(", "(").replace("\\)", ")"))
                .distinct()
                .map(UserPatterns::template)
                .toList();
        long different = patterns.stream().map(UserPatterns::whom).distinct().count();
        if (different < patterns.size()) {
            throw new IllegalArgumentException("two of the templates make the same DN");
        }
        long names =
                patterns.stream().filter(pattern -> !pattern.distinguished()).count();
        if (names > 0 && names < patterns.size()) {
            throw new IllegalArgumentException("templates for DNs and for other names cannot be mixed, because a name"
                    + " that is no DN does not tell whose entry was bound");
        }
        if (names > 1) {
            throw new IllegalArgumentException("there can be only one template that is no DN, because two such names"
                    + " may be one account, and its password would be tried twice");
        }
        return patterns;
    }

    private static Object whom(NameTemplate pattern) {
        return pattern.distinguished() ? Dn.parse(pattern.fillName("x")) : pattern.toString();
    }

    /** A template for a name to bind with: {@code {0}} and only that, standing for a value. */
    static NameTemplate template(String text) {
        NameTemplate template = NameTemplate.parse(text);
        if (!template.places().equals(Set.of(0))) {
            throw new IllegalArgumentException("'" + text + "' must have {0} for the user name, and no other place");
        }
        if (!template.distinguished() && text.indexOf('=') >= 0) {
            throw new IllegalArgumentException("'" + text + "' has an equals sign but is not a distinguished name");
        }
        if (template.distinguished()
                && Dn.tryParse(template.fillParts(place -> "x\\,y")).isEmpty()) {
            throw new IllegalArgumentException("{0} in '" + text + "' must stand for a value");
        }
        return template;
    }

    private static List<String> texts(String text) {
        if (!PARENTHESIS.matcher(text).find()) {
            return List.of(text);
        }
        Matcher wrapped = WRAPPED.matcher(text);
        String inner = wrapped.matches() ? wrapped.group(1) : text;
        List<String> found = new ArrayList<>();
        Matcher one = ONE.matcher(inner);
        while (!one.hitEnd() && one.lookingAt()) {
            found.add(one.group(1));
            one.region(one.end(), inner.length());
        }
        if (found.isEmpty() || one.regionStart() < inner.length()) {
            throw new IllegalArgumentException(
                    "the parentheses do not pair up (a parenthesis that belongs to a name is written \\( or \\))");
        }
        return found;
    }
}
