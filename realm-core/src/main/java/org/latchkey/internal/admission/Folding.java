package org.latchkey.internal.admission;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Approximations of caseIgnoreMatch (RFC 4518), for values that have left the directory. */
final class Folding {

    private static final Pattern BLANKS = Pattern.compile(" +");

    private Folding() {}

    /** One text for spellings that every directory takes for one; a dotless i is not an i. */
    static String narrow(String text) {
        return BLANKS.matcher(text.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    /** One text for spellings that any directory could take for one. */
    static String broad(String text) {
        return narrow(Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT));
    }
}
