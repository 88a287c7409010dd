package org.latchkey.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies attributes so that nobody can change their bytes from outside, and compares them by what they hold. */
final class AttributeValues {

    private AttributeValues() {}

    /** An immutable copy; bytes are copied too. */
    static Map<String, Object> copy(Map<String, ?> attributes) {
        Map<String, Object> copy = new LinkedHashMap<>();
        attributes.forEach((name, value) -> copy.put(name, copy(value)));
        return Collections.unmodifiableMap(copy);
    }

    static boolean hasBytes(Map<String, ?> attributes) {
        return attributes.values().stream()
                .anyMatch(value -> value instanceof byte[]
                        || (value instanceof List<?> values && values.stream().anyMatch(byte[].class::isInstance)));
    }

    static boolean same(Map<String, Object> one, Map<String, Object> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(entry -> same(entry.getValue(), other.get(entry.getKey())));
    }

    private static boolean same(Object one, @Nullable Object other) {
        return one instanceof List<?> some && other instanceof List<?> others
                ? Objects.deepEquals(some.toArray(), others.toArray())
                : Objects.deepEquals(one, other);
    }

    private static Object copy(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        return value instanceof List<?> values && values.stream().anyMatch(byte[].class::isInstance)
                ? values.stream().map(AttributeValues::copy).toList()
                : value;
    }
}
