package org.latchkey.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user's entry must have to be let in. Immutable.
 *
 * @param attribute the attribute's name
 * @param value the value that one of its values must be, or {@code null} when any will do
 */
public record AttributeCondition(String attribute, @Nullable String value) {

    static List<AttributeCondition> parse(String text) {
        return ValueType.list(text).stream()
                .map(AttributeCondition::one)
                .distinct()
                .toList();
    }

    private static AttributeCondition one(String item) {
        int equals = item.indexOf('=');
        String value = item.substring(equals + 1).strip();
        if (equals < 0 || value.isEmpty()) {
            throw new IllegalArgumentException("'" + item + "' has no value: * stands for any");
        }
        String attribute = AttributeNames.shown(item.substring(0, equals).strip());
        if (value.equals("*")) {
            return new AttributeCondition(attribute, null);
        }
        if (value.indexOf('*') >= 0) {
            throw new IllegalArgumentException("'" + item + "' has a * beside other characters: alone it stands for any"
                    + " value, as a character it is written \\2a");
        }
        return new AttributeCondition(attribute, HexEscapes.decoded(value));
    }
}
