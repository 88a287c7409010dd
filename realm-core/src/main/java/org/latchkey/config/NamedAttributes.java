package org.latchkey.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which header, or other name in a request, belongs to which attribute of a principal. Immutable.
 *
 * @param byName the attribute by the name in the request, in the order configured
 */
public record NamedAttributes(Map<String, String> byName) {

    /** Copies the map. */
    public NamedAttributes {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}
