package org.latchkey.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latchkey.inspect.UserListing.ListedUser;

/**
 * One user of a list, as every format writes it.
 *
 * @param change what became of the user since an earlier list, or {@code null} where none is compared with
 * @param name the name as applications see it
 * @param dn the entry's DN
 * @param id what stays when the name changes, or empty
 * @param roles the roles
 * @param reason why a login is refused, or empty
 * @param attributes values by column
 */
record UserRow(
        @Nullable Change change,
        String name,
        String dn,
        String id,
        List<String> roles,
        String reason,
        Map<String, List<String>> attributes) {

    static UserRow of(ListedUser user) {
        return new UserRow(
                null,
                user.name(),
                user.dn(),
                user.id() == null ? "" : user.id(),
                user.roles(),
                user.refusal() == null ? "" : user.refusal().name(),
                user.attributes());
    }

    UserRow as(Change other) {
        return new UserRow(other, name, dn, id, roles, reason, attributes);
    }
}
