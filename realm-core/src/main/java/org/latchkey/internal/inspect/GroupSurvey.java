package org.latchkey.internal.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.auth.Dn;
import org.latchkey.auth.FilterText;
import org.latchkey.inspect.GroupKind;
import org.latchkey.inspect.GroupsSeen;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.SearchSpec.Scope;

/** Finds out where groups are and how they know their members. Used by one thread. */
final class GroupSurvey {

    private static final int SAMPLE = 500;
    /** How many groups are asked for in one search. */
    private static final int AT_ONCE = 50;

    private static final List<GroupKind> BY_DN =
            List.of(GroupKind.MEMBER, GroupKind.UNIQUE_MEMBER, GroupKind.ROLE_OCCUPANT);

    private final DirectorySession session;
    private final List<Dn> leftOut = new ArrayList<>();

    GroupSurvey(DirectorySession session) {
        this.session = session;
    }

    /** The groups below an entry. */
    GroupsSeen below(Dn base, boolean baseGiven) throws DirectoryException {
        List<GroupKind> anywhere = kinds(List.of(base));
        if (anywhere.isEmpty()) {
            return new GroupsSeen(List.of(), List.of(), false);
        }
        List<Dn> bases = baseGiven ? List.of(base) : places(anywhere).whole(base, leftOut);
        List<GroupKind> kinds = baseGiven ? anywhere : kinds(bases);
        return new GroupsSeen(bases.stream().map(Dn::hexEscaped).toList(), kinds, isNested(bases, kinds));
    }

    /** Active Directory's, which are all of one kind and anywhere in the domain. */
    GroupsSeen ofActiveDirectory(Dn base) throws DirectoryException {
        List<GroupKind> kinds = List.of(GroupKind.MEMBER);
        return new GroupsSeen(List.of(base.hexEscaped()), kinds, isNested(List.of(base), kinds));
    }

    /** Below which groups are that no search can find for sure. */
    List<Dn> leftOut() {
        return List.copyOf(leftOut);
    }

    private List<GroupKind> kinds(List<Dn> bases) throws DirectoryException {
        List<GroupKind> kinds = new ArrayList<>();
        for (GroupKind kind : GroupKind.values()) {
            for (Dn base : bases) {
                if (!kinds.contains(kind) && places(List.of(kind)).isAny(base, Scope.SUBTREE)) {
                    kinds.add(kind);
                }
            }
        }
        return kinds;
    }

    private Places places(List<GroupKind> kinds) {
        String any = kinds.stream().map(GroupSurvey::present).collect(Collectors.joining());
        return new Places(session, kinds.size() == 1 ? any : "(|" + any + ")", Optional.empty());
    }

    private static String present(GroupKind kind) {
        return "(" + kind.attribute() + "=*)";
    }

    private boolean isNested(List<Dn> bases, List<GroupKind> kinds) throws DirectoryException {
        List<GroupKind> byDn = BY_DN.stream().filter(kinds::contains).toList();
        if (byDn.isEmpty()) {
            return false;
        }
        List<Dn> groups = new ArrayList<>();
        for (Dn base : bases) {
            groups.addAll(sample(base));
        }
        for (int from = 0; from < groups.size(); from += AT_ONCE) {
            String filter = holding(groups.subList(from, Math.min(groups.size(), from + AT_ONCE)), byDn);
            for (Dn base : bases) {
                if (new Places(session, filter, Optional.empty()).isAny(base, Scope.SUBTREE)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String holding(List<Dn> groups, List<GroupKind> kinds) {
        return groups.stream()
                .map(group -> FilterText.escape(group.toString()))
                .flatMap(group -> kinds.stream().map(kind -> "(" + kind.attribute() + "=" + group + ")"))
                .collect(Collectors.joining("", "(|", ")"));
    }

    private List<Dn> sample(Dn base) throws DirectoryException {
        String any = Arrays.stream(GroupKind.values()).map(GroupSurvey::present).collect(Collectors.joining());
        return Stream.of(session.search(
                        new SearchSpec(base, Scope.SUBTREE, "(|" + any + ")", List.of(), SAMPLE, Duration.ZERO, false)))
                .flatMap(found -> found.entries().stream())
                .map(DirectoryEntry::dn)
                .toList();
    }
}
