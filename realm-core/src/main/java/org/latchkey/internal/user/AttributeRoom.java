package org.latchkey.internal.user;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.latchkey.auth.Dn;

/**
 * Keeps what entries bring to a size that a session can hold: an attribute that is larger is left out whole, so that no
 * application takes a part for all. Each attribute's first time is told. Safe for use by many threads.
 */
final class AttributeRoom {

    static final int MOST_VALUES = 1_000;
    static final int LARGEST_ATTRIBUTE = 256 * 1024;
    static final int LARGEST_PRINCIPAL = 1024 * 1024;
    private static final int MOST_WARNINGS = 1_000;

    private final Consumer<String> warnings;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * Makes it.
     *
     * @param warnings is told of each attribute that was left out, once
     */
    AttributeRoom(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** The room of one principal, used by one thread. */
    Left empty(Dn dn) {
        return new Left(dn);
    }

    /** What is left of it. */
    final class Left {

        private final Dn dn;
        private long left = LARGEST_PRINCIPAL;

        private Left(Dn dn) {
            this.dn = dn;
        }

        /** Whether these values still go in; if so, their room is taken. */
        boolean takes(String attribute, List<?> values) {
            long size = values.stream().mapToLong(AttributeRoom::size).sum();
            if (values.size() > MOST_VALUES) {
                return tooLarge(attribute, values.size() + " values, and " + MOST_VALUES + " are the most");
            }
            if (size > LARGEST_ATTRIBUTE) {
                return tooLarge(attribute, size + " bytes, and " + LARGEST_ATTRIBUTE + " are the most");
            }
            if (size > left) {
                return tooLarge(attribute, "all together over " + LARGEST_PRINCIPAL + " bytes");
            }
            left -= size;
            return true;
        }

        private boolean tooLarge(String attribute, String why) {
            if (warned.size() < MOST_WARNINGS && warned.add(attribute)) {
                warnings.accept("the attribute '" + attribute + "' of " + dn
                        + " was left out of the principal, as it is of every user for whom it is too large: " + why);
            }
            return false;
        }
    }

    /** About what it takes in a session. */
    private static long size(Object value) {
        return value instanceof byte[] bytes
                ? bytes.length
                : String.valueOf(value).length();
    }
}
