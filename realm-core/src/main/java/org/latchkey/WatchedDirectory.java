package org.latchkey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.AttributeCondition;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.GroupExpression;
import org.latchkey.config.GroupExpression.Leaf;
import org.latchkey.config.RealmConfig;
import org.latchkey.inspect.RuleResult;
import org.latchkey.inspect.RuleResult.Truth;
import org.latchkey.internal.admission.AccountState;
import org.latchkey.internal.admission.ConfiguredAdmission;
import org.latchkey.internal.group.GroupWitness;
import org.latchkey.internal.inspect.Truths;
import org.latchkey.internal.inspect.UserNotes;
import org.latchkey.internal.role.ServletRoles;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

/** Watches one directory's engine, and keeps what it decides of one user. Used by one thread. */
final class WatchedDirectory implements Watch {

    private final RealmConfig config;
    private final String typed;
    private final boolean looksOnly;
    private final UserNotes notes;
    private @Nullable AuthenticationResult last;

    WatchedDirectory(RealmConfig config, String typed, boolean looksOnly) {
        this.config = config;
        this.typed = typed;
        this.looksOnly = looksOnly;
        this.notes = new UserNotes(config);
    }

    UserNotes notes() {
        return notes;
    }

    /** How the last login here ended, or nothing where none came here. */
    Optional<AuthenticationResult> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public boolean looksOnly() {
        return looksOnly;
    }

    @Override
    public AuthenticationResult ended(AuthenticationResult result) {
        last = result;
        return result;
    }

    @Override
    public DirectorySession session(DirectorySession session) {
        return notes.watched(session);
    }

    @Override
    public GroupWitness groups() {
        return new GroupWitness() {
            @Override
            public void direct(Group group, String how) {
                notes.direct(group, how);
            }

            @Override
            public void above(Group child, Group parent) {
                notes.above(child, parent);
            }
        };
    }

    @Override
    public Admission admission(Admission whole, Deciders deciders) {
        return new Admission() {
            @Override
            public void prepare(DirectorySession service) throws DirectoryException {
                whole.prepare(service);
            }

            @Override
            public Optional<RejectionReason> refusal(User user, List<Group> groups) {
                Optional<RejectionReason> refusal = whole.refusal(user, groups);
                note(user, groups, refusal, deciders);
                return refusal;
            }
        };
    }

    private void note(User user, List<Group> groups, Optional<RejectionReason> refusal, Deciders deciders) {
        notes.found(user, groups, deciders.account().refusal(user, groups).orElse(null), AccountState.ATTRIBUTES);
        noteRules(user, groups, refusal, deciders.configured());
        noteRoles(user, groups, deciders);
    }

    private void noteRules(
            User user, List<Group> groups, Optional<RejectionReason> refusal, ConfiguredAdmission configured) {
        if (!config.admission().excludedUsers().isEmpty()) {
            boolean excluded = configured.excludes(user);
            notes.rule(new RuleResult(
                    ConfigKey.EXCLUDED_USERS,
                    !excluded,
                    new Truth(String.join(", ", config.admission().excludedUsers()), excluded, List.of())));
        }
        Predicate<Leaf> member = configured.memberships(groups);
        GroupExpression deny = config.admission().denyGroup();
        if (deny != null) {
            Truth truth = Truths.of(deny, member);
            notes.rule(new RuleResult(ConfigKey.DENY_GROUP, !truth.holds(), truth));
        }
        GroupExpression require = config.admission().requireGroup();
        if (require != null) {
            Truth truth = Truths.of(require, member);
            notes.rule(new RuleResult(ConfigKey.REQUIRE_GROUP, truth.holds(), truth));
        }
        for (AttributeCondition condition : config.admission().attributes()) {
            boolean held = configured.holds(user, condition);
            String text = condition.attribute() + "=" + (condition.value() == null ? "*" : condition.value());
            notes.rule(new RuleResult(ConfigKey.REQUIRE_ATTRIBUTE, held, new Truth(text, held, List.of())));
        }
        if (config.admission().filter() != null) {
            String text = config.admission().filter().toString();
            notes.rule(new RuleResult(ConfigKey.USER_FILTER, true, new Truth(text, true, List.of())));
        }
        if (config.hooks().admissionCheck() != null) {
            boolean says = refusal.filter(RejectionReason.NOT_ADMITTED::equals).isEmpty();
            String name = config.hooks().admissionCheck().getName();
            notes.rule(new RuleResult(ConfigKey.ADMISSION_CHECK, says, new Truth(name, says, List.of())));
        }
    }

    /** The roles as well of somebody who is refused: what is mended next may be them. */
    private void noteRoles(User user, List<Group> groups, Deciders deciders) {
        Set<String> roles = deciders.roles().roles(user, groups);
        if (deciders.roles() instanceof ServletRoles ours) {
            ours.tell(groups, notes::granted);
        } else {
            roles.forEach(notes::grantedBySite);
        }
        try {
            notes.principal(deciders.principals().principal(typed, user, groups, roles, Map.of()));
        } catch (DirectoryException e) {
            // The login ends by it, and says so.
        }
    }
}
