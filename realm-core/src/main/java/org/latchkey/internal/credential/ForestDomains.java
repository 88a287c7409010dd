package org.latchkey.internal.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec;

/**
 * Where the domains of an Active Directory forest have their entries, by their short names, as the forest's own cross
 * references tell (MS-ADTS 6.1.1.2.1.1): asked once in an hour for each name. Bounded, and safe for use by many threads.
 */
final class ForestDomains {

    private static final String CONFIGURATION = "configurationNamingContext";

    private final Cache<String, Optional<Dn>> known = Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    /**
     * Whether an entry belongs to a domain.
     *
     * @param entry the entry's name
     * @param domain the domain's short name
     * @param session who asks
     * @return false also where that cannot be told
     */
    boolean holds(Dn entry, String domain, DirectorySession session) {
        String key = domain.toLowerCase(Locale.ROOT);
        Optional<Dn> context = known.getIfPresent(key);
        if (context == null) {
            try {
                context = context(domain, session);
                known.put(key, context);
            } catch (DirectoryException e) {
                return false;
            }
        }
        return context.filter(entry.domain()::equals).isPresent();
    }

    private static Optional<Dn> context(String domain, DirectorySession session) throws DirectoryException {
        Optional<Dn> configuration = session.read(Dn.ROOT, List.of(CONFIGURATION))
                .flatMap(root -> root.text(CONFIGURATION))
                .flatMap(Dn::tryParse);
        if (configuration.isEmpty()) {
            return Optional.empty();
        }
        List<DirectoryEntry> found = session.search(new SearchSpec(
                        Dn.parse("CN=Partitions").under(configuration.get()),
                        SearchSpec.Scope.ONE,
                        "(&(objectClass=crossRef)(nETBIOSName=" + FilterText.escape(domain) + "))",
                        List.of("nCName"),
                        2,
                        Duration.ZERO,
                        false))
                .entries();
        return found.size() == 1 ? found.get(0).text("nCName").flatMap(Dn::tryParse) : Optional.empty();
    }
}
