package org.latchkey.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which names a directory takes for its own, and how applications see them. Immutable.
 *
 * @param domains the domains of this directory; names of others are declined. Empty where a domain is part of the name
 * @param cut which domains are taken off, whatever they are
 * @param lowerCase whether applications see names in lower case
 * @param format what applications see round the name
 */
public record NameConfig(List<String> domains, DomainCut cut, boolean lowerCase, NameFormat format) {

    /** Every name is taken as it is. */
    public static final NameConfig PLAIN = new NameConfig(List.of(), DomainCut.NONE, false, NameFormat.PLAIN);

    /** Copies the list. */
    public NameConfig {
        domains = List.copyOf(domains);
    }

    /**
     * Whether a domain is one of this directory. Only ASCII letters have a case.
     *
     * @param domain the domain as typed
     * @return true where names of it are ours
     */
    public boolean isOurs(String domain) {
        return domains.stream().anyMatch(ours -> Ascii.equalsIgnoreCase(ours, domain));
    }

    /**
     * The name to look up: without its domain, where the configuration takes domains off.
     *
     * @param typed the name as typed
     * @return the name, or empty when it belongs to another domain or to more than one
     */
    public Optional<String> lookedUp(String typed) {
        if (domains.isEmpty()) {
            return Optional.of(cut.apply(typed));
        }
        TypedName parts = TypedName.of(typed);
        boolean bare = parts.domain().isEmpty();
        boolean ours = parts.domain().filter(this::isOurs).isPresent()
                && TypedName.of(parts.name()).domain().isEmpty();
        return bare || ours ? Optional.of(parts.name()) : Optional.empty();
    }

    /**
     * The name in the letters that applications see.
     *
     * @param name the user's name
     * @return the name without the format round it
     */
    public String cased(String name) {
        return lowerCase ? name.toLowerCase(Locale.ROOT) : name;
    }
}
