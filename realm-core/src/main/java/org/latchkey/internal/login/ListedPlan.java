package org.latchkey.internal.login;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.GroupResolver;
import org.latchkey.spi.PendingGroups;
import org.latchkey.spi.User;

/**
 * For a user whose entry was read with many others: nothing is left to find but the groups, and nothing is proved.
 *
 * @param user the user
 * @param groups finds the groups, or empty where nobody wants to know them
 */
public record ListedPlan(User user, Optional<GroupResolver> groups) implements LoginPlan {

    @Override
    public String name() {
        return "listed";
    }

    @Override
    public Finding run(Login login) throws DirectoryException {
        login.request().trace().plan(name());
        if (groups.isEmpty()) {
            return new Finding.Proved(user, List.of(), Map.of());
        }
        try (PendingGroups begun = groups.get().begin(user, login.session())) {
            return new Finding.Proved(user, begun.collect(user), Map.of());
        }
    }
}
