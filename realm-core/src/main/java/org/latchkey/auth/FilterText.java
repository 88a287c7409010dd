package org.latchkey.auth;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A search filter (RFC 4515), checked, with numbered places for values.
 *
 * <p>A place is filled with a value escaped for where it stands: for the filter alone, or first for a name and then for the
 * filter where the place is part of a distinguished name inside the filter. A clause whose value is absent is
 * <em>Undefined</em> (RFC 4511 4.5.1.7), which never widens what the rest of the filter matches. Immutable.
 */
public final class FilterText {

    private final String text;
    private final FilterNode root;

    private FilterText(String text, FilterNode root) {
        this.text = text;
        this.root = root;
    }

    /**
     * One value to put into a filter.
     *
     * @param text the plain value, or {@code null} when this user has none
     * @param name whether the text is a whole distinguished name, which is never escaped as part of one
     */
    public record Argument(@Nullable String text, boolean name) {

        /**
         * A plain value.
         *
         * @param text the value, or {@code null} when there is none
         * @return the argument
         */
        public static Argument value(@Nullable String text) {
            return new Argument(text, false);
        }

        /**
         * A whole name.
         *
         * @param text the name, or {@code null} when it is not known
         * @return the argument
         */
        public static Argument name(@Nullable String text) {
            return new Argument(text, true);
        }
    }

    /**
     * Reads a filter. The outer parentheses may be missing, and blanks may stand between clauses, as JNDI allows.
     *
     * @param text the filter as configured
     * @return the filter
     * @throws IllegalArgumentException when it is none; the message says where
     */
    public static FilterText parse(String text) {
        String trimmed = text.strip();
        String whole = trimmed.startsWith("(") ? trimmed : "(" + trimmed + ")";
        return new FilterText(text, new FilterParser(whole).parse());
    }

    /**
     * All of several filters.
     *
     * @param filters at least one
     * @return the filter that matches what each of them matches
     */
    public static FilterText all(List<FilterText> filters) {
        if (filters.size() == 1) {
            return filters.get(0);
        }
        StringBuilder text = new StringBuilder("(&");
        for (FilterText filter : filters) {
            String one = filter.text.strip();
            text.append(one.startsWith("(") ? one : "(" + one + ")");
        }
        return parse(text.append(')').toString());
    }

    /**
     * Escapes a value so that it stands for itself inside a filter (RFC 4515 3). Blanks at its ends and control characters
     * are written as hex pairs too, since they would otherwise depend on how a parser treats them.
     *
     * @param value any text
     * @return the text to put after the operator
     */
    public static String escape(String value) {
        StringBuilder out = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean edgeSpace = c == ' ' && (i == 0 || i == value.length() - 1);
            if (c < ' ' || c == 0x7f || edgeSpace || "\\*()".indexOf(c) >= 0) {
                out.append('\\').append(HexFormat.of().toHexDigits((byte) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /**
     * Fills the places.
     *
     * @param arguments the values by number; a number beyond the list is absent
     * @return the filter to send, or empty when it can match nothing and need not be sent
     */
    public Optional<String> fill(List<Argument> arguments) {
        return Optional.ofNullable(root.whenTrue(arguments));
    }

    /**
     * What can be said of every match whatever fills the places: the clauses that always count and hold none.
     *
     * @return a filter to send, or empty when there is no such clause
     */
    public Optional<String> fixedPart() {
        return Optional.ofNullable(root.fixed());
    }

    /**
     * What everything has that it could match, whatever fills the places: a clause with a place wants its attribute alone.
     *
     * @return a filter to send, or empty when every entry might be matched
     */
    public Optional<String> wide() {
        return Optional.ofNullable(root.wide());
    }

    /**
     * The numbers of its places.
     *
     * @return the numbers in ascending order
     */
    public Set<Integer> places() {
        Set<Integer> places = new TreeSet<>();
        root.items().forEach(item -> places.addAll(item.value().places()));
        return places;
    }

    /**
     * The attribute of the first clause that holds a place.
     *
     * @param place the number
     * @return the attribute's name without options or matching rule, or empty when no clause names one
     */
    public Optional<String> attributeOf(int place) {
        return root.items()
                .filter(item -> item.value().places().contains(place))
                .map(FilterNode.Item::attributeName)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** The text as configured. */
    @Override
    public String toString() {
        return text;
    }
}
