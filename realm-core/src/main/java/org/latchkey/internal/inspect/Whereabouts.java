package org.latchkey.internal.inspect;

import java.time.Duration;
import java.util.List;
import org.latchkey.auth.Dn;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

/**
 * Looks for a few entries, where no answer has to be whole.
 *
 * @param session who searches
 */
record Whereabouts(DirectorySession session) {

    private static final int FEW = 5;

    List<DirectoryEntry> entries(Dn base, Scope scope, String filter, List<String> attributes)
            throws DirectoryException {
        return session.search(new SearchSpec(base, scope, filter, attributes, FEW, Duration.ZERO, false))
                .entries();
    }

    /** Whether an entry matches. */
    boolean matches(Dn entry, String filter) throws DirectoryException {
        return !session.search(SearchSpec.entry(entry, filter, List.of()))
                .entries()
                .isEmpty();
    }

    /** Where entries are at this server (RFC 4512 5.1). */
    List<Dn> contexts() throws DirectoryException {
        return session.read(Dn.ROOT, List.of("namingContexts")).stream()
                .flatMap(root -> root.texts("namingContexts").stream())
                .flatMap(text -> Dn.tryParse(text).stream())
                .filter(context -> !context.isRoot())
                .toList();
    }
}
