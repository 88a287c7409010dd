package org.latchkey.internal.inspect;

import java.util.List;

/** Writes the values of a principal's attribute as text. */
final class Values {

    private Values() {}

    static List<String> texts(Object value) {
        return value instanceof List<?> list ? list.stream().map(Values::text).toList() : List.of(text(value));
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
    }
}
