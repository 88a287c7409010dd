package org.latchkey.internal.admission;

import java.util.List;
import org.latchkey.config.AttributeCondition;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.User;

/**
 * What a user's entry must have, all of it. Immutable.
 *
 * @param conditions the conditions
 */
record RequiredAttributes(List<AttributeCondition> conditions) {

    /** A user whose entry was not read has nothing. */
    boolean areHeldBy(User user) {
        return conditions.isEmpty()
                || user.attributes()
                        .filter(entry -> conditions.stream().allMatch(condition -> holds(condition, entry)))
                        .isPresent();
    }

    private static boolean holds(AttributeCondition condition, DirectoryEntry entry) {
        String wanted = condition.value();
        if (wanted == null) {
            return !entry.values(condition.attribute()).isEmpty();
        }
        String folded = Folding.narrow(wanted);
        return entry.texts(condition.attribute()).stream().map(Folding::narrow).anyMatch(folded::equals);
    }
}
