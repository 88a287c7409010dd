package org.latchkey.auth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with numbered places, {@code {0}}, {@code {1}} and so on, as JNDIRealm's attributes have them.
 *
 * <p>Two apostrophes stand for one, as files written for {@code MessageFormat} had to have it, and a single one stands for
 * itself. A place is filled once: what is put in is never read again for places. Immutable.
 */
public final class Template {

    private static final Pattern TOKEN = Pattern.compile("''|(')(?=\\{\\d)|\\{(\\d{1,3})}|\\{");

    private final String text;
    private final List<Object> parts;
    private final Set<Integer> places;

    private Template(String text, List<Object> parts) {
        this.text = text;
        this.parts = parts;
        SortedSet<Integer> numbers = new TreeSet<>();
        parts.stream().filter(Integer.class::isInstance).forEach(place -> numbers.add((Integer) place));
        this.places = Collections.unmodifiableSortedSet(numbers);
    }

    /**
     * Reads a template.
     *
     * @param text the text as configured
     * @return the template
     * @throws IllegalArgumentException when a place is quoted or has no number; the message says which
     */
    public static Template parse(String text) {
        List<Object> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        int from = 0;
        while (token.find()) {
            literal.append(text, from, token.start());
            from = token.end();
            if (token.group(1) != null) {
                throw new IllegalArgumentException("the quoted place at '" + text.substring(token.start())
                        + "' would never be filled: write '' for an apostrophe, or take the apostrophe away");
            } else if (token.group(2) != null) {
                parts.add(literal.toString());
                parts.add(Integer.valueOf(token.group(2)));
                literal.setLength(0);
            } else if (token.group().equals("''")) {
                literal.append('\'');
            } else {
                throw new IllegalArgumentException("'" + text.substring(token.start())
                        + "' does not begin with a place: a brace opens {0}, {1} and so on, and nothing else");
            }
        }
        parts.add(literal.append(text.substring(from)).toString());
        return new Template(text, List.copyOf(parts));
    }

    /**
     * The numbers of its places.
     *
     * @return the numbers in ascending order, immutable
     */
    public Set<Integer> places() {
        return places;
    }

    /**
     * Whether the text is one place and nothing else.
     *
     * @return true for a bare {@code {0}}
     */
    public boolean isOnePlace() {
        return parts.equals(List.of("", parts.size() > 1 ? parts.get(1) : "", ""));
    }

    /**
     * Fills the places.
     *
     * @param argument gives the text for a number
     * @return the filled text
     */
    public String fill(IntFunction<String> argument) {
        StringBuilder out = new StringBuilder();
        for (Object part : parts) {
            out.append(part instanceof Integer place ? argument.apply(place) : part);
        }
        return out.toString();
    }

    /** The text as configured. */
    @Override
    public String toString() {
        return text;
    }
}
