package org.latchkey.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A pattern for a directory's role names: {@code *} stands for any characters or none, {@code ?} for one character, and
 * everything else for itself, in upper or lower case, as a directory compares names.
 *
 * <p>Immutable. Matching takes at most as many steps as the name and the pattern have characters, multiplied: a name made
 * up by somebody else cannot make it slow.
 */
public final class RoleGlob {

    private static final int ONE = -1;

    private final String text;
    private final List<int[]> segments;

    private RoleGlob(String text, List<int[]> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * Reads a pattern.
     *
     * @param text the pattern
     * @return the glob
     * @throws IllegalArgumentException when nothing is in it, or one star stands beside another
     */
    public static RoleGlob parse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("there is no name");
        }
        if (text.contains("**")) {
            throw new IllegalArgumentException(
                    Findings.quoted(text) + " has two stars beside each other: one says the same");
        }
        List<int[]> segments = new ArrayList<>();
        for (String segment : text.split("\\*", -1)) {
            segments.add(folded(segment).map(c -> c == '?' ? ONE : c).toArray());
        }
        return new RoleGlob(text, List.copyOf(segments));
    }

    /**
     * A name as a pattern in which every character stands for itself.
     *
     * @param name the name
     * @return the glob that matches this name only
     */
    public static RoleGlob literal(String name) {
        return new RoleGlob(name, List.of(folded(name).toArray()));
    }

    /**
     * One spelling for all that a directory takes for the same name. Letters without a partner of the other case, such as
     * the dotless i, stay what they are.
     *
     * @param name a role name
     * @return the name by which to look it up
     */
    public static String fold(String name) {
        int[] characters = folded(name).toArray();
        return new String(characters, 0, characters.length);
    }

    /**
     * Whether it is a name and no pattern.
     *
     * @return true when every character stands for itself
     */
    public boolean isLiteral() {
        return stars() == 0 && Arrays.stream(segments.get(0)).noneMatch(c -> c == ONE);
    }

    /**
     * How many stars it has.
     *
     * @return the number of texts that {@link #captured} gives
     */
    public int stars() {
        return segments.size() - 1;
    }

    /**
     * Whether a name is one of those meant.
     *
     * @param name the name
     * @return true when it is
     */
    public boolean matches(String name) {
        return captured(name).isPresent();
    }

    /**
     * What the stars stand for in a name: each for as little as possible, from left to right.
     *
     * @param name the name
     * @return a text for each star as the name has it, or empty when the name does not match
     */
    public Optional<List<String>> captured(String name) {
        int[] given = name.codePoints().toArray();
        int[] compared = folded(name).toArray();
        int[] first = segments.get(0);
        int last = stars();
        if (!stands(first, compared, 0) || (last == 0 && first.length != compared.length)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>(last);
        int at = first.length;
        for (int i = 1; i <= last; i++) {
            int[] segment = segments.get(i);
            int found = i == last ? compared.length - segment.length : find(segment, compared, at);
            if (found < at || !stands(segment, compared, found)) {
                return Optional.empty();
            }
            texts.add(new String(given, at, found - at));
            at = found + segment.length;
        }
        return Optional.of(List.copyOf(texts));
    }

    private static int find(int[] segment, int[] name, int from) {
        for (int at = from; at + segment.length <= name.length; at++) {
            if (stands(segment, name, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean stands(int[] segment, int[] name, int at) {
        if (at + segment.length > name.length) {
            return false;
        }
        for (int i = 0; i < segment.length; i++) {
            if (segment[i] != ONE && segment[i] != name[at + i]) {
                return false;
            }
        }
        return true;
    }

    /** Character by character, so that places in the folded name are places in the name. */
    private static IntStream folded(String name) {
        return name.codePoints().map(c -> switch (c) {
            case 'İ' -> c;
            case 'ς' -> 'σ';
            default -> Character.toLowerCase(c);
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoleGlob glob && text.equals(glob.text) && isLiteral() == glob.isLiteral();
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
