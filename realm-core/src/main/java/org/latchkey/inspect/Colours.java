package org.latchkey.inspect;

/**
 * Colours words for a terminal (ECMA-48 8.3.117), or leaves them as they are. Immutable.
 *
 * @param wanted whether to
 */
public record Colours(boolean wanted) {

    private static final String END = "\u001b[0m";

    /**
     * Colours by what a word tells.
     *
     * @param outcome what
     * @param word the word
     * @return the word, coloured where wanted
     */
    public String of(Outcome outcome, String word) {
        return switch (outcome) {
            case PASSED -> in("32", word);
            case WARNED -> in("33", word);
            case FAILED -> in("1;31", word);
            case SKIPPED -> in("2", word);
        };
    }

    /**
     * Makes a word stand out.
     *
     * @param word the word
     * @return the word, bold where wanted
     */
    public String bold(String word) {
        return in("1", word);
    }

    /**
     * Makes a word recede.
     *
     * @param word the word
     * @return the word, faint where wanted
     */
    public String faint(String word) {
        return in("2", word);
    }

    private String in(String code, String word) {
        return wanted ? "\u001b[" + code + "m" + word + END : word;
    }
}
