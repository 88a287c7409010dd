package org.latchkey.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.latchkey.auth.Dn;
import org.latchkey.config.GroupExpression.Leaf;

/** Reads group expressions, and spells their leaves; used once and thrown away. */
final class GroupExpressionParser {

    private static final int MAX_DEPTH = 100;
    private static final String OPERATORS = "&|!()";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+(?: +[A-Za-z0-9._-]+)*");

    private final String text;
    private int at;
    private int depth;

    GroupExpressionParser(String text) {
        this.text = text;
    }

    /** What also reads as one DN is nobody's to guess: {@code dc=x|cn=b} may be a domain component. */
    GroupExpression parse() {
        if (text.isBlank()) {
            throw new IllegalArgumentException("it is empty, and means no group at all");
        }
        boolean oneDn = text.chars().anyMatch(c -> OPERATORS.indexOf(c) >= 0)
                && Dn.tryParse(text.strip()).isPresent();
        GroupExpression read;
        try {
            read = whole();
        } catch (IllegalArgumentException e) {
            throw oneDn
                    ? new IllegalArgumentException("a DN that holds " + OPERATORS + " stands in quotes: " + quoted(), e)
                    : e;
        }
        if (oneDn) {
            throw new IllegalArgumentException("it reads as one DN and as an expression: write " + quoted()
                    + " for the one group, or " + read + " for the expression");
        }
        return read;
    }

    /** A leaf as it may stand in an expression. */
    static String spelled(Leaf leaf) {
        if (leaf.dn() != null) {
            return "'" + leaf.dn().hexEscaped().replace("'", "\\27") + "'";
        }
        return PLAIN.matcher(leaf.name()).matches()
                ? leaf.name()
                : "'" + leaf.name().replace("\\", "\\5c").replace("'", "\\27").replace("=", "\\3d") + "'";
    }

    private String quoted() {
        return Leaf.of(Dn.parse(text.strip())).toString();
    }

    private GroupExpression whole() {
        GroupExpression read = any();
        if (at < text.length()) {
            throw wrong(peek() == ')' ? "a parenthesis that was never opened" : "an operator is missing");
        }
        return read;
    }

    private GroupExpression any() {
        return joined('|', this::all, GroupExpression.Or::new);
    }

    private GroupExpression all() {
        return joined('&', this::one, GroupExpression.And::new);
    }

    private GroupExpression joined(
            char operator, Supplier<GroupExpression> operand, Function<List<GroupExpression>, GroupExpression> join) {
        List<GroupExpression> operands = new ArrayList<>(List.of(operand.get()));
        while (peek() == operator) {
            at++;
            operands.add(operand.get());
        }
        return operands.size() == 1 ? operands.get(0) : join.apply(operands);
    }

    private GroupExpression one() {
        if (++depth > MAX_DEPTH) {
            throw wrong("more than " + MAX_DEPTH + " levels");
        }
        blanks();
        GroupExpression read = switch (peek()) {
            case '!' -> {
                at++;
                yield new GroupExpression.Not(one());
            }
            case '(' -> inParentheses();
            case '\'', '"' -> inQuotes();
            default -> bare();
        };
        blanks();
        depth--;
        return read;
    }

    private GroupExpression inParentheses() {
        int opened = at++;
        GroupExpression read = any();
        if (peek() != ')') {
            throw at < text.length()
                    ? wrong("an operator is missing")
                    : wrong("a parenthesis that is never closed", opened);
        }
        at++;
        return read;
    }

    private Leaf inQuotes() {
        int from = at + 1;
        int to = text.indexOf(text.charAt(at), from);
        if (to < 0) {
            throw wrong("a quote that is never closed");
        }
        Leaf leaf = leaf(text.substring(from, to));
        at = to + 1;
        return leaf;
    }

    private Leaf bare() {
        int to = at;
        while (to < text.length() && OPERATORS.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        Leaf leaf = leaf(text.substring(at, to).strip());
        if (leaf.dn() == null && text.substring(at, to).indexOf(',') >= 0) {
            throw wrong("groups are joined by | or &, and a short name with a comma in it stands in quotes");
        }
        at = to;
        return leaf;
    }

    private Leaf leaf(String name) {
        if (name.isBlank()) {
            throw wrong("a group is missing");
        }
        if (name.indexOf('=') < 0) {
            return Leaf.of(unescaped(name));
        }
        return Dn.tryParse(name)
                .map(Leaf::of)
                .orElseThrow(() -> wrong(Findings.quoted(name) + " is not a distinguished name (one that holds "
                        + OPERATORS + " stands in quotes)"));
    }

    private String unescaped(String name) {
        try {
            return HexEscapes.decoded(name);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private IllegalArgumentException wrong(String what) {
        return wrong(what, at);
    }

    private IllegalArgumentException wrong(String what, int where) {
        String place = where < text.length() ? "at position " + where : "at the end";
        return new IllegalArgumentException(what + " " + place);
    }
}
