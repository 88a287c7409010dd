package org.latchkey.internal.admission;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.AdmissionConfig;
import org.latchkey.config.AttributeCondition;
import org.latchkey.config.GroupExpression;
import org.latchkey.config.GroupExpression.Leaf;
import org.latchkey.config.GroupRange;
import org.latchkey.config.RealmConfig;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

/**
 * Applies the keys that say who may come in, to every user alike: whoever they proved to be, by whatever door. What denies
 * is asked before what requires. Immutable but for what it has seen of the groups it names.
 */
public final class ConfiguredAdmission implements Admission {

    private final AdmissionConfig config;
    private final ExcludedUsers excluded;
    private final RequiredAttributes required;
    private final List<GroupRange> ranges;
    private final boolean searched;
    private final @Nullable NamedGroups groups;

    /**
     * Makes it.
     *
     * @param config the whole configuration
     * @param groups shows that the groups it names exist, or {@code null} where only the user's own rights can
     */
    public ConfiguredAdmission(RealmConfig config, @Nullable NamedGroups groups) {
        this.config = config.admission();
        this.excluded = ExcludedUsers.of(this.config.excludedUsers(), config.user());
        this.required = new RequiredAttributes(this.config.attributes());
        this.ranges = config.roles().ranges();
        this.searched = config.roles().searched() && config.hooks().groupResolver() == null;
        this.groups = groups;
    }

    @Override
    public void prepare(DirectorySession service) throws DirectoryException {
        if (groups != null) {
            groups.check(service);
        }
    }

    @Override
    public Optional<RejectionReason> refusal(User user, List<Group> groups) {
        if (excluded.contains(user)) {
            return Optional.of(RejectionReason.EXCLUDED_USER);
        }
        Optional<RejectionReason> refusal = groupRefusal(membership(groups));
        if (refusal.isEmpty() && !required.areHeldBy(user)) {
            return Optional.of(RejectionReason.MISSING_ATTRIBUTE);
        }
        return refusal;
    }

    private Membership membership(List<Group> groups) {
        return new Membership(groups, ranges, searched);
    }

    /**
     * Whether a user is in a group that an expression names, as {@link #refusal} sees it.
     *
     * @param groups all groups of the user
     * @return the answer for each group
     */
    public Predicate<Leaf> memberships(List<Group> groups) {
        return membership(groups);
    }

    /**
     * Whether a user is one of {@code excludedUsers}, as {@link #refusal} sees it.
     *
     * @param user the user
     * @return true where the user is never let in
     */
    public boolean excludes(User user) {
        return excluded.contains(user);
    }

    /**
     * Whether a user's entry has what one condition of {@code requireAttribute} wants, as {@link #refusal} sees it.
     *
     * @param user the user
     * @param condition the condition
     * @return true where it has
     */
    public boolean holds(User user, AttributeCondition condition) {
        return new RequiredAttributes(List.of(condition)).areHeldBy(user);
    }

    private Optional<RejectionReason> groupRefusal(Membership member) {
        GroupExpression deny = config.denyGroup();
        if (deny != null && deny.test(member)) {
            return Optional.of(RejectionReason.DENIED_GROUP);
        }
        GroupExpression require = config.requireGroup();
        return require != null && !require.test(member) ? Optional.of(RejectionReason.MISSING_GROUP) : Optional.empty();
    }
}
