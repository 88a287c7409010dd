package org.latchkey.internal.jndi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/**
 * Reads attributes to their end of which a server tells the first values only, as Active Directory does of more than 1,500:
 * it calls what it tells {@code memberOf;range=0-1499} (MS-ADTS 3.1.1.3.1.3.3).
 */
final class RangedValues {

    private static final String OPTION = ";range=";
    private static final Pattern NAME =
            Pattern.compile("(.+);range=([0-9]{1,9})-([0-9]{1,9}|\\*)", Pattern.CASE_INSENSITIVE);

    private RangedValues() {}

    /**
     * Completes what was found.
     *
     * @param spec what was asked
     * @param results the answer
     * @param session asks for the rest, only where there is one
     * @return the same with every attribute whole, under its own name
     * @throws DirectoryException when the rest does not come
     */
    static SearchResults whole(SearchSpec spec, SearchResults results, DirectorySession session)
            throws DirectoryException {
        boolean asked = spec.attributes().stream().anyMatch(RangedValues::isRange);
        if (asked || results.entries().stream().noneMatch(RangedValues::isPart)) {
            return results;
        }
        List<DirectoryEntry> entries = new ArrayList<>();
        for (DirectoryEntry entry : results.entries()) {
            entries.add(isPart(entry) ? whole(entry, session) : entry);
        }
        return new SearchResults(entries, results.more());
    }

    private static boolean isPart(DirectoryEntry entry) {
        return entry.names().stream().anyMatch(RangedValues::isRange);
    }

    private static boolean isRange(String name) {
        return NAME.matcher(name).matches();
    }

    private static DirectoryEntry whole(DirectoryEntry entry, DirectorySession session) throws DirectoryException {
        Map<String, List<Object>> attributes = new LinkedHashMap<>();
        for (String name : entry.names()) {
            Matcher part = NAME.matcher(name);
            if (part.matches()) {
                attributes.put(part.group(1), values(entry, part, session));
            } else if (!entry.values(name).isEmpty()) {
                attributes.put(name, entry.values(name));
            }
        }
        return new DirectoryEntry(entry.dn(), attributes);
    }

    private static List<Object> values(DirectoryEntry entry, Matcher first, DirectorySession session)
            throws DirectoryException {
        String attribute = first.group(1);
        List<Object> values = new ArrayList<>();
        int wanted = 0;
        DirectoryEntry answer = entry;
        Matcher part = first;
        while (true) {
            if (!part.group(2).equals(Integer.toString(wanted))) {
                throw missing(entry, attribute, wanted);
            }
            values.addAll(answer.values(part.group()));
            if (part.group(3).equals("*")) {
                return values;
            }
            int last = Integer.parseInt(part.group(3));
            if (last < wanted) {
                throw missing(entry, attribute, wanted);
            }
            wanted = last + 1;
            answer = next(entry, attribute, wanted, session);
            part = part(answer, attribute).orElseThrow(missingAt(entry, attribute, wanted));
        }
    }

    private static DirectoryEntry next(DirectoryEntry entry, String attribute, int from, DirectorySession session)
            throws DirectoryException {
        String rest = attribute + OPTION + from + "-*";
        return session.search(SearchSpec.entry(entry.dn(), SearchSpec.ANY_ENTRY, List.of(rest))).entries().stream()
                .findFirst()
                .orElseThrow(missingAt(entry, attribute, from));
    }

    private static Optional<Matcher> part(DirectoryEntry answer, String attribute) {
        return answer.names().stream()
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .filter(part -> part.group(1).equalsIgnoreCase(attribute))
                .findFirst();
    }

    private static Supplier<DirectoryException> missingAt(DirectoryEntry entry, String attribute, int from) {
        return () -> missing(entry, attribute, from);
    }

    private static DirectoryException missing(DirectoryEntry entry, String attribute, int from) {
        return new DirectoryException(
                UnavailableCause.INCOMPLETE,
                "the values of " + attribute + " of " + entry.dn() + " from number " + from + " on did not come");
    }
}
