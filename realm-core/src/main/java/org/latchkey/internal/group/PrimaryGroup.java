package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.SearchSpec.Scope;
import org.latchkey.spi.User;

/**
 * Finds a user's primary group, which Active Directory keeps out of every list of members: its SID is the user's with
 * {@code primaryGroupID} at its end (MS-ADTS 3.1.1.4.5.25). Safe for use by many threads.
 *
 * @param range where it is looked for
 * @param mustBeSeen whether every group counts, wherever it is, so that one that cannot be found is a fault
 */
record PrimaryGroup(Range range, boolean mustBeSeen) implements GroupResolver {

    static final String NUMBER = "primaryGroupID";
    /** What of the user's entry tells it. */
    static final List<String> WANTED = List.of(NUMBER, SidGroups.SID);

    /** Where a user's groups are. */
    @FunctionalInterface
    interface Range {
        List<SidGroups> of(User user) throws DirectoryException;
    }

    /** Where all groups are, and not elsewhere. */
    static PrimaryGroup at(List<RoleSearch> places, GroupGraph graph) {
        return new PrimaryGroup(
                user -> {
                    List<SidGroups> all = new ArrayList<>();
                    for (RoleSearch place : places) {
                        all.add(place.bySid(place.baseFor(user), graph));
                    }
                    return all;
                },
                false);
    }

    /** Anywhere in the user's domain, since an entry may list any group. */
    static PrimaryGroup anywhere(Function<DirectoryEntry, Group> naming, GroupGraph graph) {
        return new PrimaryGroup(
                user -> List.of(new SidGroups(
                        Objects.requireNonNull(user.dn()).domain(),
                        Scope.SUBTREE,
                        List.of(),
                        filter -> filter,
                        naming,
                        graph)),
                true);
    }

    @Override
    public PendingGroups begin(User expected, DirectorySession session) {
        return user -> of(user, session);
    }

    private List<Group> of(User user, DirectorySession session) throws DirectoryException {
        DirectoryEntry entry = user.entry();
        if (entry == null || entry.values(NUMBER).isEmpty()) {
            return List.of();
        }
        String number = entry.text(NUMBER).orElse("");
        Sid sid = SidGroups.sid(entry)
                .filter(own -> number.matches("[0-9]{1,10}"))
                .map(own -> own.sibling(Long.parseLong(number)))
                .orElseThrow(() -> missing(entry, "objectSid or " + NUMBER + " cannot be read"));
        Set<Group> found = new LinkedHashSet<>();
        for (SidGroups place : range.of(user)) {
            found.addAll(place.of(Set.of(sid), session));
        }
        if (found.isEmpty() && mustBeSeen) {
            throw missing(entry, "no group with the SID " + sid + " can be seen");
        }
        return List.copyOf(found);
    }

    private static DirectoryException missing(DirectoryEntry entry, String why) {
        return new DirectoryException(
                UnavailableCause.INCOMPLETE, "the primary group of " + entry.dn() + " is not known: " + why);
    }
}
