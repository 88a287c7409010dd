package org.latchkey.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code userAttributes}: the name applications ask for, and where its values come from.
 *
 * @param alias the name on the principal
 * @param sources the directory's attributes, the first that is present wins; {@code *} and {@code +} stand for all user
 *     and all operational attributes
 * @param lowerCase whether values are lower-cased by the root locale
 * @param fallback a template with {@code {name}} for users who have none of the sources, or {@code null}
 */
public record AttributeRule(
        String alias,
        List<String> sources,
        boolean lowerCase,
        @Nullable String fallback) {

    /** Copies the list. */
    public AttributeRule {
        sources = List.copyOf(sources);
    }

    /**
     * Reads a list as {@code userAttributes} has it.
     *
     * @param text the list
     * @return the rules in its order
     * @throws IllegalArgumentException when it is none, or asks for passwords; the message says what is wrong
     */
    public static List<AttributeRule> parse(String text) {
        return AttributeRules.parse(text);
    }

    /**
     * The same with a value for users who have none of the sources.
     *
     * @param template the value, {@code {name}} in it standing for the user's name
     * @return a rule that keeps the fallback it has
     */
    public AttributeRule orElse(String template) {
        return fallback == null ? new AttributeRule(alias, sources, lowerCase, template) : this;
    }

    /**
     * Whether this stands for all attributes of a kind.
     *
     * @return true for {@code *} and {@code +}
     */
    public boolean isWildcard() {
        return alias.equals("*") || alias.equals("+");
    }

    /**
     * The value for users who have none of the sources.
     *
     * @param username the canonical name
     * @return the value, or empty when none is configured
     */
    public Optional<String> fallbackFor(String username) {
        return Optional.ofNullable(fallback).map(text -> text.replace("{name}", username));
    }
}
