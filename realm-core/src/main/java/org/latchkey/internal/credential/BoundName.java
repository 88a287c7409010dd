package org.latchkey.internal.credential;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.spi.DirectoryEntry;

/**
 * A name that is no DN and was bound, as Active Directory takes it: first for somebody's {@code userPrincipalName}, which
 * only one account of a forest can have, then for {@code sAMAccountName@domain} or {@code DOMAIN\sAMAccountName} (MS-ADTS
 * 5.1.1.1.1). Immutable.
 *
 * @param text the name as it was bound
 */
public record BoundName(String text) {

    /** What an entry must show to be recognized. */
    public static final List<String> ATTRIBUTES = List.of("userPrincipalName", "sAMAccountName");

    /**
     * Whether the name is the entry's {@code userPrincipalName}, and so nobody else's. A bare match of
     * {@code sAMAccountName} with a name of the form {@code user@domain} does not say as much: the name can be another's
     * {@code userPrincipalName}, outside what was searched.
     */
    boolean isPrincipalNameOf(DirectoryEntry entry) {
        return shows(entry, ATTRIBUTES.get(0), text);
    }

    /** The domain in whose short name it was bound, where it is the name of this account in the entry's own domain. */
    Optional<String> domainIfAccountOf(DirectoryEntry entry) {
        int backslash = text.indexOf('\\');
        return backslash > 0 && shows(entry, ATTRIBUTES.get(1), text.substring(backslash + 1))
                ? Optional.of(text.substring(0, backslash))
                : Optional.empty();
    }

    private static boolean shows(DirectoryEntry entry, String attribute, String value) {
        List<String> values = entry.texts(attribute);
        return values.size() == 1 && folded(values.get(0)).equals(folded(value));
    }

    /** Narrower than any directory's comparison: what it takes for one name, every directory does. */
    private static String folded(String text) {
        return text.chars().allMatch(c -> c < 0x80) ? text.toLowerCase(Locale.ROOT) : text;
    }
}
