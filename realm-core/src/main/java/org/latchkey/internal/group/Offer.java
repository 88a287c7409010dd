package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.PendingSearch;

/**
 * What a directory turned out to offer. Immutable.
 *
 * @param activeDirectory whether it is an Active Directory
 * @param product what it calls itself; may be empty
 * @param kinds the kinds of groups there are at the places where groups are
 */
record Offer(boolean activeDirectory, String product, Set<Kind> kinds) {

    private static final String AD = "1.2.840.113556.1.4.800";
    private static final List<String> ABOUT =
            List.of("vendorName", "vendorVersion", "supportedCapabilities", "objectClass");

    /** How a group can name its members. */
    enum Kind {
        MEMBER("(member=*)", "(member={0})"),
        UNIQUE_MEMBER("(uniqueMember=*)", "(uniqueMember={0})"),
        OCCUPANT("(roleOccupant=*)", "(roleOccupant={0})"),
        POSIX("(objectClass=posixGroup)", "(&(objectClass=posixGroup)(|(gidNumber={2})(memberUid={3})))"),
        DYNAMIC("(memberURL=*)", "");

        private final String sign;
        private final String search;

        Kind(String sign, String search) {
            this.sign = sign;
            this.search = search;
        }

        /** As it is called in {@code groupType}. */
        String text() {
            return switch (this) {
                case MEMBER -> "member";
                case UNIQUE_MEMBER -> "uniqueMember";
                case OCCUPANT -> "organizationalRole";
                case POSIX -> "posix";
                case DYNAMIC -> "memberURL";
            };
        }
    }

    Offer {
        kinds = Set.copyOf(kinds);
    }

    /** Asks the directory. */
    static Offer of(DirectorySession session, List<RoleSearch> places) throws DirectoryException {
        DirectoryEntry about = session.read(Dn.ROOT, ABOUT)
                .orElseThrow(() -> new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "groupType auto needs to read the root DSE, and the server does not show it: give another"
                                + " groupType"));
        boolean ad = about.texts("supportedCapabilities").contains(AD);
        String product = Stream.of("vendorName", "vendorVersion")
                .flatMap(name -> about.text(name).stream())
                .collect(Collectors.joining(" "));
        return new Offer(ad, product, ad ? Set.of() : kinds(session, places));
    }

    private static Set<Kind> kinds(DirectorySession session, List<RoleSearch> places) throws DirectoryException {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        List<PendingSearch> sent = new ArrayList<>();
        try {
            for (RoleSearch place : places) {
                for (Kind kind : Kind.values()) {
                    sent.add(session.begin(place.anyGroup(kind.sign)));
                }
            }
            for (int i = 0; i < sent.size(); i++) {
                var found = sent.get(i).results();
                if (found.more() || !found.entries().isEmpty()) {
                    kinds.add(Kind.values()[i % Kind.values().length]);
                }
            }
        } finally {
            sent.forEach(PendingSearch::close);
        }
        return kinds;
    }

    /** The filter that finds a user's groups of every kind that has one. */
    Optional<FilterText> search() {
        List<String> all = kinds.stream()
                .sorted()
                .map(kind -> kind.search)
                .filter(search -> !search.isEmpty())
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(FilterText.parse(all.size() == 1 ? all.get(0) : "(|" + String.join("", all) + ")"));
    }

    /** The kinds in words. */
    String kindsInWords() {
        return kinds.stream().sorted().map(Kind::text).collect(Collectors.joining(", "));
    }
}
