package org.latchkey.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the string form of a search filter (RFC 4515 3); used once and thrown away. */
final class FilterParser {

    private static final int MAX_DEPTH = 100;
    private static final Pattern ITEM = Pattern.compile(
            "\\s*((?:[A-Za-z][A-Za-z0-9-]*|\\d+(?:\\.\\d+)*)(?:;[A-Za-z0-9-]+)*)?((?::dn)?(?::[A-Za-z0-9.-]+)?:|~|>|<)?=",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BAD_ESCAPE = Pattern.compile("\\\\(?![0-9A-Fa-f]{2})");

    private final String text;
    private int at;

    FilterParser(String text) {
        this.text = text;
    }

    FilterNode parse() {
        FilterNode root = node(0);
        blanks();
        if (at < text.length()) {
            throw wrong("text after the end of the filter");
        }
        return root;
    }

    private FilterNode node(int depth) {
        if (depth > MAX_DEPTH) {
            throw wrong("more than " + MAX_DEPTH + " levels");
        }
        blanks();
        expect('(');
        blanks();
        FilterNode node = switch (peek()) {
            case '&' -> new FilterNode.And(children(depth));
            case '|' -> new FilterNode.Or(children(depth));
            case '!' -> {
                at++;
                yield new FilterNode.Not(node(depth + 1));
            }
            default -> item();
        };
        blanks();
        expect(')');
        return node;
    }

    private List<FilterNode> children(int depth) {
        at++;
        List<FilterNode> children = new ArrayList<>();
        blanks();
        while (peek() == '(') {
            children.add(node(depth + 1));
            blanks();
        }
        return List.copyOf(children);
    }

    private FilterNode.Item item() {
        Matcher left = ITEM.matcher(text).region(at, text.length());
        if (!left.lookingAt()
                || (left.group(1) == null
                        && (left.group(2) == null || left.group(2).length() < 2))) {
            throw wrong("an attribute and an operator such as = are expected");
        }
        int end = left.end();
        while (end < text.length() && "()".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String value = text.substring(left.end(), end);
        if (BAD_ESCAPE.matcher(value).find() || value.indexOf('\0') >= 0) {
            throw wrong("a backslash takes two hex digits");
        }
        at = end;
        Template template = Template.parse(value);
        return new FilterNode.Item(left.group().strip(), template, isNameRound(template));
    }

    /** Whether a place stands for part of a distinguished name, as in {@code member=cn={1},ou=people}. */
    private static boolean isNameRound(Template value) {
        return !value.places().isEmpty()
                && !value.isOnePlace()
                && value.fill(place -> "x").indexOf('=') > 0
                && Dn.tryParse(value.fill(place -> "x")).isPresent();
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("'" + c + "' is expected");
        }
        at++;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("not a search filter: " + what + " at position " + at + " of " + text);
    }
}
