package org.latchkey.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.FilterText;

/**
 * Who may come in.
 *
 * @param requireGroup what the user's groups must make true, or {@code null}
 * @param denyGroup what the user's groups must not make true, or {@code null}; it wins
 * @param strictGroups whether every group named must be shown to exist before anybody is let in
 * @param attributes what the user's entry must have
 * @param filter a filter that the user's entry must match, or {@code null}
 * @param excludedUsers names, as the directory stores them, of users who are never let in
 * @param usernames what a name as typed must look like, or {@code null}
 */
public record AdmissionConfig(
        @Nullable GroupExpression requireGroup,
        @Nullable GroupExpression denyGroup,
        boolean strictGroups,
        List<AttributeCondition> attributes,
        @Nullable FilterText filter,
        List<String> excludedUsers,
        @Nullable Pattern usernames) {

    /** Copies the lists. */
    public AdmissionConfig {
        attributes = List.copyOf(attributes);
        excludedUsers = List.copyOf(excludedUsers);
    }

    /**
     * Whether it needs the user's entry, whatever the groups need.
     *
     * @return true when there is something that only the entry tells
     */
    public boolean needsEntry() {
        return filter != null || !attributes.isEmpty() || !excludedUsers.isEmpty();
    }

    /**
     * The filter by which an entry that is known by its name is read.
     *
     * @return the filter to send, or empty when every entry will do
     */
    public Optional<String> entryFilter() {
        return Optional.ofNullable(filter).flatMap(text -> text.fill(List.of()));
    }
}
