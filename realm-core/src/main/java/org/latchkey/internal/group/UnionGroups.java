package org.latchkey.internal.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.User;

/**
 * Several ways to find groups as one set; an error in one is an error of all.
 *
 * @param parts the ways, asked in order
 */
public record UnionGroups(List<GroupResolver> parts) implements GroupResolver {

    /** Copies the list. */
    public UnionGroups {
        parts = List.copyOf(parts);
    }

    @Override
    public PendingGroups begin(User user, DirectorySession session) throws DirectoryException {
        Union union = new Union(new ArrayList<>());
        try {
            for (GroupResolver part : parts) {
                union.begun.add(part.begin(user, session));
            }
        } catch (DirectoryException | RuntimeException e) {
            union.close();
            throw e;
        }
        return union;
    }

    private record Union(List<PendingGroups> begun) implements PendingGroups {

        @Override
        public List<Group> collect(User user) throws DirectoryException {
            Set<Group> all = new LinkedHashSet<>();
            for (PendingGroups part : begun) {
                all.addAll(part.collect(user));
            }
            return List.copyOf(all);
        }

        @Override
        public void close() {
            begun.forEach(PendingGroups::close);
        }
    }
}
