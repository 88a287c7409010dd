package org.latchkey.internal.inspect;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.inspect.UsersSeen;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec;

/** Finds out where people are and by what they can log in. Used by one thread. */
final class UserSurvey {

    private static final int SAMPLE = 200;
    /** Of ten people, how many must have an attribute that all are to log in by. */
    private static final int ENOUGH = 9;

    private static final String PEOPLE =
            "(|(objectClass=person)(objectClass=posixAccount)(objectClass=account)(objectClass=user))";
    /** Computers are users there, too; where the class is unknown, a filter without them would match nothing (RFC 4511 4.5.1.7). */
    private static final String PEOPLE_OF_A_DOMAIN = "(&(objectCategory=person)(objectClass=user))";

    private static final String MEMBER_OF = "memberOf";
    private static final String ACCOUNT = "sAMAccountName";
    private static final String PRINCIPAL = "userPrincipalName";
    private static final List<String> CANDIDATES = List.of("uid", ACCOUNT, PRINCIPAL, "mail", "cn");

    private final DirectorySession session;
    private final boolean activeDirectory;
    private final Optional<String> self;

    /**
     * Makes a survey.
     *
     * @param session who searches
     * @param activeDirectory whether the server is one
     * @param self the name of the service account, which is nobody who logs in
     */
    UserSurvey(DirectorySession session, boolean activeDirectory, Optional<String> self) {
        this.session = session;
        this.activeDirectory = activeDirectory;
        this.self = self;
    }

    /** Who is seen below an entry, or nothing. */
    Optional<UsersSeen> below(Dn base, boolean baseGiven, @Nullable String attributeGiven) throws DirectoryException {
        List<String> wanted = Optional.ofNullable(attributeGiven).map(List::of).orElse(CANDIDATES);
        List<DirectoryEntry> people = sample(base, wanted);
        Map<String, Integer> carried = new LinkedHashMap<>();
        wanted.forEach(attribute -> carried.put(attribute, count(people, attribute)));
        carried.values().removeIf(number -> number == 0);
        Optional<String> chosen = chosen(carried, people.size());
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Dn place = baseGiven ? base : places(chosen.get()).deepest(base);
        boolean listed =
                people.stream().anyMatch(person -> !person.values(MEMBER_OF).isEmpty());
        return Optional.of(new UsersSeen(place.hexEscaped(), chosen.get(), people.size(), carried, listed));
    }

    private List<DirectoryEntry> sample(Dn base, List<String> wanted) throws DirectoryException {
        List<String> attributes = Stream.concat(wanted.stream(), Stream.of(MEMBER_OF, PRINCIPAL))
                .distinct()
                .toList();
        return session
                .search(new SearchSpec(
                        base, SearchSpec.Scope.SUBTREE, people(), attributes, SAMPLE, Duration.ZERO, false))
                .entries()
                .stream()
                .filter(person -> !isSelf(person))
                .toList();
    }

    private String people() {
        return activeDirectory ? PEOPLE_OF_A_DOMAIN : PEOPLE;
    }

    private boolean isSelf(DirectoryEntry person) {
        return self.filter(name -> Dn.tryParse(name).filter(person.dn()::equals).isPresent()
                        || person.text(PRINCIPAL).filter(name::equalsIgnoreCase).isPresent())
                .isPresent();
    }

    private Places places(String attribute) {
        String filter = "(&" + people() + "(" + attribute + "=*))";
        return new Places(session, filter, self.flatMap(Dn::tryParse));
    }

    private static int count(List<DirectoryEntry> people, String attribute) {
        return (int) people.stream()
                .filter(person -> !person.values(attribute).isEmpty())
                .count();
    }

    private Optional<String> chosen(Map<String, Integer> carried, int all) {
        if (activeDirectory && carried.containsKey(ACCOUNT)) {
            return Optional.of(ACCOUNT);
        }
        return carried.entrySet().stream()
                .filter(one -> one.getValue() * 10 >= all * ENOUGH)
                .findFirst()
                .or(() -> carried.entrySet().stream().max(Map.Entry.comparingByValue()))
                .map(Map.Entry::getKey);
    }
}
