package org.latchkey.internal.user;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;

/**
 * Takes the user's name from the entry, so that one person has one name however it was typed. Immutable.
 *
 * @param attribute the attribute that holds it
 */
record CanonicalName(String attribute) {

    /**
     * The one value that is the user's name: the only one, else the one that was typed, else the one the entry is named by.
     *
     * @param entry the entry
     * @param typed the name as typed
     * @return the name, or empty when several values could be it
     * @throws DirectoryException when the entry does not show the attribute
     */
    Optional<String> of(DirectoryEntry entry, String typed) throws DirectoryException {
        List<String> values = entry.texts(attribute);
        if (values.isEmpty()) {
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED,
                    "the entry " + entry.dn() + " shows no attribute '" + attribute
                            + "' to take the user's name from: set userNameAttribute to one that may be read, "
                            + "or principalName=typed");
        }
        if (values.size() == 1) {
            return Optional.of(values.get(0));
        }
        List<String> alike = values.stream()
                .filter(value -> folded(value).equals(folded(typed)))
                .toList();
        return alike.size() == 1
                ? Optional.of(alike.get(0))
                : entry.dn().leafValue(attribute).filter(values::contains);
    }

    /** Whether two spellings are one name to a directory. */
    static boolean alike(String one, String other) {
        return folded(one).equals(folded(other));
    }

    /** An approximation of caseIgnoreMatch (RFC 4518), good enough to choose among the values of one entry. */
    static String folded(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }
}
