package org.latchkey.internal.inspect;

import static org.latchkey.internal.inspect.Hypotheses.any;
import static org.latchkey.internal.inspect.Hypotheses.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.NameTemplate;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.Hypothesis;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.SearchSpec.Scope;

/**
 * Tries the other places of the server, where somebody may bear the name.
 *
 * @param config the directory's configuration
 * @param name the name that was looked for
 * @param where looks
 * @param told takes what was found
 */
record OtherPlaces(RealmConfig config, String name, Whereabouts where, List<Hypothesis> told) {

    void look() throws DirectoryException {
        List<Dn> contexts = where.contexts();
        List<String> attributes = attributes();
        List<DirectoryEntry> found = new ArrayList<>();
        for (Dn context : contexts) {
            if (!isSearched(context)) {
                where.entries(context, Scope.SUBTREE, any(attributes, name), attributes).stream()
                        .filter(entry -> !isSearched(entry.dn()))
                        .forEach(found::add);
            }
        }
        if (!found.isEmpty()) {
            told.add(new Hypothesis(
                    true,
                    shown(found) + " has it as " + NearMisses.bearing(found.get(0), attributes, name)
                            + ", and that is under another base",
                    config.user().searches().isEmpty()
                            ? List.of(ConfigKey.USER_PATTERN)
                            : List.of(ConfigKey.USER_BASE)));
        } else if (!contexts.isEmpty()) {
            told.add(new Hypothesis(
                    false,
                    "nobody elsewhere below "
                            + String.join(
                                    ", ", contexts.stream().map(Dn::toString).toList()) + " is called "
                            + LogText.quoted(name),
                    List.of()));
        }
    }

    private boolean isSearched(Dn dn) {
        return config.user().searches().stream().anyMatch(search -> dn.isWithin(search.base()));
    }

    private List<String> attributes() {
        Stream<String> searched =
                config.user().searches().stream().flatMap(search -> search.filter().attributeOf(0).stream());
        Stream<String> templates = config.user().patterns().stream()
                .map(NameTemplate::attributeOfPlace)
                .flatMap(Optional::stream);
        List<String> names =
                new ArrayList<>(Stream.concat(searched, templates).distinct().toList());
        NearMisses.NAMES.stream()
                .filter(attribute -> names.stream().noneMatch(attribute::equalsIgnoreCase))
                .forEach(names::add);
        return names;
    }
}
