package org.latchkey.config;

import java.util.Optional;

/**
 * A name as somebody typed it, taken apart: {@code CORP\bob} at its first backslash, else {@code bob@corp.example} at its
 * last {@code @}. Immutable.
 *
 * @param name what is left without the domain
 * @param domain the domain, or empty for a bare name
 */
public record TypedName(String name, Optional<String> domain) {

    /**
     * Takes a name apart.
     *
     * @param text the name as typed
     * @return its parts
     */
    public static TypedName of(String text) {
        int backslash = text.indexOf('\\');
        if (backslash >= 0) {
            return new TypedName(text.substring(backslash + 1), Optional.of(text.substring(0, backslash)));
        }
        int at = text.lastIndexOf('@');
        return at < 0
                ? new TypedName(text, Optional.empty())
                : new TypedName(text.substring(0, at), Optional.of(text.substring(at + 1)));
    }
}
