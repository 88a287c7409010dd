package org.latchkey.internal.group;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

/**
 * What a value of {@code memberURL} says: everybody below a base who matches a filter (RFC 4516).
 *
 * @param base where the members are
 * @param scope how far below it
 * @param filter what they match
 */
record MemberUrl(Dn base, Scope scope, String filter) {

    private static final String HERE = "ldap:///";
    private static final Pattern URL = Pattern.compile(
            "ldap:///([^?]*)(?:\\?[^?]*(?:\\?([^?]*)(?:\\?([^?]*)(?:\\?([^?]*))?)?)?)?", Pattern.CASE_INSENSITIVE);

    /**
     * Reads one, or gives nothing for what names nobody here: no LDAP URL, one of another server, one with a critical
     * extension.
     *
     * @throws IllegalArgumentException when it is one of this server that cannot be read, so that it is not known whom it names
     */
    static Optional<MemberUrl> parse(String text) {
        String whole = text.strip();
        if (!whole.regionMatches(true, 0, HERE, 0, HERE.length())) {
            return Optional.empty();
        }
        Matcher url = URL.matcher(whole);
        if (!url.matches()) {
            throw new IllegalArgumentException("too many parts");
        }
        if (part(url, 4).contains("!")) {
            return Optional.empty();
        }
        String filter = decoded(part(url, 3));
        return Optional.of(new MemberUrl(
                Dn.parse(decoded(part(url, 1))),
                scope(part(url, 2)),
                filter.isEmpty() ? SearchSpec.ANY_ENTRY : checked(filter)));
    }

    /** Whether an entry stands where the members are. */
    boolean covers(Dn entry) {
        int below = entry.rdns().size() - base.rdns().size();
        return entry.isWithin(base)
                && switch (scope) {
                    case BASE -> below == 0;
                    case ONE -> below == 1;
                    case SUBTREE -> true;
                };
    }

    private static String part(Matcher url, int number) {
        return url.group(number) == null ? "" : url.group(number);
    }

    private static Scope scope(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "", "base" -> Scope.BASE;
            case "one" -> Scope.ONE;
            case "sub" -> Scope.SUBTREE;
            default -> throw new IllegalArgumentException("no such scope");
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Braces have no meaning of their own here. */
    private static String checked(String filter) {
        String plain = filter.replace("{", "\\7b").replace("}", "\\7d");
        String whole = plain.startsWith("(") ? plain : "(" + plain + ")";
        FilterText.parse(whole);
        return whole;
    }
}
