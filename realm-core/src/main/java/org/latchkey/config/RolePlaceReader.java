package org.latchkey.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;

/** Reads one place where groups are: a base with its search. */
final class RolePlaceReader {

    private static final int FIXED_PLACES = 2;

    private final ConfigValues values;
    private final Findings findings;

    RolePlaceReader(ConfigValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    RolePlace read(Dn root, boolean searched) {
        NameTemplate base = values.find(ConfigKey.ROLE_BASE, NameTemplate.class).orElseGet(() -> RoleBase.parse(""));
        checkBase();
        Optional<FilterText> search =
                searched ? values.find(ConfigKey.ROLE_SEARCH, FilterText.class) : Optional.empty();
        return new RolePlace(
                root,
                base,
                search.map(filter -> all(Stream.concat(groups(), Stream.of(filter))))
                        .orElse(null),
                searched ? all(groups()) : null,
                !values.expanded(ConfigKey.ROLE_SEARCH),
                values.find(ConfigKey.ROLE_SUBTREE, Boolean.class).orElse(false));
    }

    /** The places of the role search, once for each search that is given. */
    void checkSearch() {
        values.find(ConfigKey.ROLE_SEARCH, FilterText.class)
                .map(FilterText::places)
                .ifPresent(this::checkPlaces);
    }

    private void checkPlaces(Set<Integer> places) {
        int most = FIXED_PLACES + Math.max(1, arguments());
        if (places.isEmpty() || places.stream().anyMatch(place -> place >= most)) {
            findings.notAccepted(
                    values.say(ConfigKey.ROLE_SEARCH),
                    "a search filter with "
                            + (most == FIXED_PLACES + 1 ? "{0}, {1} or {2}" : "{0} to {" + (most - 1) + "}")
                            + " and no other place",
                    places.isEmpty()
                            ? "it would find the same groups for every user"
                            : "the other place could never be filled");
        }
        if (places.contains(2) && !values.given(ConfigKey.USER_ROLE_ATTRIBUTE)) {
            findings.problem(values.say(ConfigKey.ROLE_SEARCH) + " while "
                    + values.say(ConfigKey.USER_ROLE_ATTRIBUTE)
                    + ", but must have no {2} then: it could never be filled");
        }
    }

    private int arguments() {
        return values.list(ConfigKey.USER_ROLE_ATTRIBUTE, String.class).size();
    }

    /** Groups must be of the class and match the filter, besides what finds them. */
    private Stream<FilterText> groups() {
        return Stream.of(
                        values.find(ConfigKey.ROLE_OBJECT_CLASS, String.class)
                                .map(name -> FilterText.parse("(objectClass=" + name + ")")),
                        values.find(ConfigKey.ROLE_FILTER, FilterText.class))
                .flatMap(Optional::stream);
    }

    private static @Nullable FilterText all(Stream<FilterText> filters) {
        List<FilterText> all = filters.toList();
        return all.isEmpty() ? null : FilterText.all(all);
    }

    /** A user's DN made by a template is known to have only so many parts. */
    private void checkBase() {
        int wanted = values.find(ConfigKey.ROLE_BASE, NameTemplate.class).stream()
                .flatMap(base -> base.places().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
        values.list(ConfigKey.USER_PATTERN, NameTemplate.class).stream()
                .filter(NameTemplate::distinguished)
                .filter(pattern ->
                        wanted >= Dn.parse(pattern.fillName("x")).rdns().size())
                .forEach(pattern -> findings.problem(values.say(ConfigKey.ROLE_BASE) + ", but must have no {" + wanted
                        + "} while " + values.say(ConfigKey.USER_PATTERN) + ": the DNs of "
                        + Findings.quoted(pattern.toString()) + " have fewer parts, counted from 0"));
    }
}
