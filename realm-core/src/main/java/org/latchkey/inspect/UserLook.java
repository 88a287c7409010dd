package org.latchkey.inspect;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one directory knows of a user, and what it makes of it. Immutable.
 *
 * @param directory its name among several, or empty
 * @param asked whether a login comes as far as this directory
 * @param verdict how a login ends here
 * @param user who was found, or {@code null}
 * @param searches the searches that were sent, in their order
 * @param groups the user's groups
 * @param membership how groups are known, where that was found out, or empty
 * @param rules what each rule of admission says
 * @param roles the roles and where they come from: what the user would have, whether let in or not
 * @param hypotheses what might be wrong where nobody was found
 */
public record UserLook(
        String directory,
        boolean asked,
        Verdict verdict,
        @Nullable FoundUser user,
        List<SentSearch> searches,
        List<FoundGroup> groups,
        String membership,
        List<RuleResult> rules,
        List<GrantedRole> roles,
        List<Hypothesis> hypotheses) {

    /** Checks that every part is there, and copies the lists. */
    public UserLook {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(verdict, "verdict");
        searches = List.copyOf(searches);
        groups = List.copyOf(groups);
        Objects.requireNonNull(membership, "membership");
        rules = List.copyOf(rules);
        roles = List.copyOf(roles);
        hypotheses = List.copyOf(hypotheses);
    }
}
