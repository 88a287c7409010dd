package org.latchkey.proxy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a request says of its user: four arms, and every caller handles all four. Immutable. */
public sealed interface ProxyAnswer {

    /** It came past the trusted proxies: whatever it says is nothing. */
    record NotTrusted() implements ProxyAnswer {}

    /** It came by a trusted proxy, which names nobody. */
    record NobodyNamed() implements ProxyAnswer {}

    /**
     * It came by a trusted proxy, which names somebody. Whether they exist and may come in is the directory's to say.
     *
     * @param name the name as the proxy says it
     * @param attributes what it says besides, by the names of the principal's attributes
     * @param groups the groups it may add, as names of roles
     */
    record Somebody(String name, Map<String, String> attributes, Set<String> groups) implements ProxyAnswer {

        /** Copies what could be changed. */
        public Somebody {
            Objects.requireNonNull(name, "name");
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
        }
    }

    /**
     * Nobody can be taken from it, and it must not be let pass as nobody's.
     *
     * @param refusal why
     */
    record Refused(ProxyRefusal refusal) implements ProxyAnswer {

        /** Checks that there is a reason. */
        public Refused {
            Objects.requireNonNull(refusal, "refusal");
        }
    }
}
