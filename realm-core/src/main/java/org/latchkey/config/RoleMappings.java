package org.latchkey.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads rows such as {@code group -> role, role}; of a group whose name is plain {@code group=role} says the same. To the
 * left stands a DN, a role name of the directory, a pattern of such names, a group expression, or {@code *} for everybody.
 * What is in quotes means itself.
 */
final class RoleMappings {

    private static final String ARROW = "->";
    private static final Pattern ESCAPED_WILDCARD = Pattern.compile("\\\\(2a|3f)", Pattern.CASE_INSENSITIVE);

    private RoleMappings() {}

    /**
     * Reads rows separated by semicolons.
     *
     * @throws IllegalArgumentException naming every row that is wrong, or that there is none
     */
    static List<RoleMapping> parse(String text) {
        List<RoleMapping> mappings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String row : QuotedText.split(text, ";")) {
            if (!row.isBlank()) {
                try {
                    mappings.add(row(row));
                } catch (IllegalArgumentException e) {
                    problems.add("in " + Findings.quoted(row.strip()) + " " + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty() || mappings.isEmpty()) {
            throw new IllegalArgumentException(problems.isEmpty() ? "there is no row" : String.join("; ", problems));
        }
        return List.copyOf(mappings);
    }

    /**
     * Reads one row.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static RoleMapping row(String row) {
        List<String> sides = QuotedText.split(row, ARROW);
        if (sides.size() > 2) {
            throw new IllegalArgumentException("there is more than one ->");
        }
        return sides.size() == 2 ? new RoleMapping(pattern(sides.get(0).strip()), roles(sides.get(1))) : property(row);
    }

    /** The habit of properties files. With a DN to the left nobody could tell where it ends. */
    private static RoleMapping property(String row) {
        List<String> sides = QuotedText.split(row, "=");
        GroupPattern left = sides.size() == 2 ? pattern(sides.get(0).strip()) : null;
        if (left instanceof GroupPattern.OfName name && name.glob().isLiteral()) {
            return new RoleMapping(left, roles(sides.get(1)));
        }
        throw new IllegalArgumentException("there is no ->, for which = stands only after a plain name");
    }

    private static GroupPattern pattern(String left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException("there is no group to the left");
        }
        if (left.equals("*")) {
            return new GroupPattern.Everybody();
        }
        if (QuotedText.holds(left, "*?")) {
            return new GroupPattern.OfName(glob(left));
        }
        GroupExpression read = GroupExpression.parse(left);
        if (!(read instanceof GroupExpression.Leaf leaf)) {
            return new GroupPattern.OfExpression(read);
        }
        return leaf.dn() == null
                ? new GroupPattern.OfName(RoleGlob.literal(leaf.name()))
                : new GroupPattern.OfEntry(leaf.dn());
    }

    /** Only an escape keeps an operator from being one here: in quotes there would be no pattern. */
    private static RoleGlob glob(String left) {
        boolean quoted = left.startsWith("\"") || left.startsWith("'");
        if (quoted
                || QuotedText.holds(left, "&|!()=,")
                || ESCAPED_WILDCARD.matcher(left).find()) {
            throw new IllegalArgumentException(
                    "a pattern with * or ? is of one name only: it has neither quotes nor" + " & | ! ( ) = or a comma");
        }
        return RoleGlob.parse(HexEscapes.decoded(left));
    }

    private static List<String> roles(String right) {
        return QuotedText.split(right, ",").stream()
                .map(String::strip)
                .map(RoleMappings::role)
                .toList();
    }

    private static String role(String text) {
        String quoted = QuotedText.unquoted(text).orElse(null);
        if (quoted == null && QuotedText.holds(text, ";=")) {
            throw new IllegalArgumentException("a role with ; or = must stand in quotes");
        }
        if (quoted == null && (text.startsWith("\"") || text.startsWith("'"))) {
            throw new IllegalArgumentException("something stands beside what is in quotes");
        }
        if (quoted == null && text.contains(" #")) {
            throw new IllegalArgumentException(
                    "a comment has a line of its own, and a role with # behind a blank must stand in quotes");
        }
        return quoted == null ? text : quoted;
    }
}
