package org.latchkey.internal.admission;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.config.NameTemplate;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.User;

/**
 * Users who are never let in. An entry that bears several names is excluded by any of them, since each can be typed.
 * Immutable.
 *
 * @param names the names, folded
 * @param attributes the attributes that hold users' names
 */
record ExcludedUsers(Set<String> names, List<String> attributes) {

    static ExcludedUsers of(List<String> names, UserConfig users) {
        return new ExcludedUsers(
                names.stream().map(Folding::broad).collect(Collectors.toUnmodifiableSet()), nameAttributes(users));
    }

    private static List<String> nameAttributes(UserConfig users) {
        return users.nameAttribute() != null
                ? List.of(users.nameAttribute())
                : users.patterns().stream()
                        .map(NameTemplate::attributeOfPlace)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
    }

    boolean contains(User user) {
        Stream<String> borne = user.attributes().stream()
                .flatMap(entry -> attributes.stream().flatMap(name -> entry.texts(name).stream()));
        return Stream.concat(Stream.of(user.canonical()), borne)
                .map(Folding::broad)
                .anyMatch(names::contains);
    }
}
