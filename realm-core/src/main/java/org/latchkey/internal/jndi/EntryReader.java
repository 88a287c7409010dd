package org.latchkey.internal.jndi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.SearchResult;
import org.latchkey.auth.Dn;
import org.latchkey.spi.DirectoryEntry;

/** Makes entries out of JNDI's search results. Nothing is ever built out of what the attributes hold. */
final class EntryReader {

    private EntryReader() {}

    /**
     * Reads one.
     *
     * @param found JNDI's result
     * @return the entry under its full name
     * @throws NamingException when a value cannot be read
     * @throws IllegalArgumentException when the server's name for it is no distinguished name
     */
    static DirectoryEntry entry(SearchResult found) throws NamingException {
        Map<String, List<Object>> attributes =
                new LinkedHashMap<>(2 * found.getAttributes().size());
        var all = found.getAttributes().getAll();
        while (all.hasMore()) {
            Attribute attribute = all.next();
            attributes.put(attribute.getID(), values(attribute));
        }
        String name = found.getNameInNamespace();
        // What JNDI calls relative it has read itself.
        return new DirectoryEntry(found.isRelative() ? Dn.known(name) : Dn.parse(name), attributes);
    }

    private static List<Object> values(Attribute attribute) throws NamingException {
        List<Object> values = new ArrayList<>(attribute.size());
        for (int i = 0; i < attribute.size(); i++) {
            Object value = attribute.get(i);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
