package org.latchkey.internal.user;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.config.AttributeRule;
import org.latchkey.config.PasswordAttributes;
import org.latchkey.config.UserConfig;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

/**
 * Makes the principal: the name applications see, and the attributes they may ask for. A password attribute never gets in,
 * whatever the configuration asks for. Immutable.
 */
public final class PrincipalAttributes {

    private static final String BINARY = ";binary";

    private final UserConfig config;
    private final Set<String> unasked;
    private final AttributeRoom room;

    /**
     * Makes it.
     *
     * @param config which name and which attributes
     * @param ours attributes that may be in an entry because we asked for them; an application gets them by their names
     *     and not by {@code *}, so that it sees the same through every door
     * @param warnings is told of each attribute that was too large for a principal, once
     */
    public PrincipalAttributes(UserConfig config, List<String> ours, Consumer<String> warnings) {
        this.config = config;
        this.room = new AttributeRoom(warnings);
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(ours);
        this.unasked = Collections.unmodifiableSet(names);
    }

    /**
     * Makes the principal of one login.
     *
     * @param typed the name as typed
     * @param user the user
     * @param groups the user's groups
     * @param roles the user's roles
     * @param told what the directory told of the password, as attributes by name
     * @return the principal
     * @throws DirectoryException when the entry does not have exactly one stable id, and must
     */
    public DirectoryPrincipal principal(
            String typed, User user, List<Group> groups, Set<String> roles, Map<String, String> told)
            throws DirectoryException {
        String name = config.names().cased(config.typedName() ? user.typed() : user.canonical());
        Map<String, Object> attributes = new LinkedHashMap<>();
        Optional.ofNullable(user.dn()).ifPresent(dn -> attributes.put("ldap.dn", dn.toString()));
        attributes.put("ldap.username", typed);
        attributes.put("ldap.groups", names(groups));
        attributes.put("ldap.groupDns", dns(groups));
        if (config.idAttribute() != null) {
            attributes.put("ldap.id", new StableId(config.idAttribute()).of(user.entry()));
        }
        attributes.putAll(told);
        DirectoryEntry entry = user.entry();
        if (entry != null) {
            AttributeRoom.Left left = room.empty(entry.dn());
            for (AttributeRule rule : config.attributes()) {
                add(attributes, rule, entry, name, left);
            }
        }
        return new DirectoryPrincipal(config.names().format().format(name), roles, attributes);
    }

    private static List<String> names(List<Group> groups) {
        Set<String> names = new LinkedHashSet<>();
        for (Group group : groups) {
            group.roleName().ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    private static List<String> dns(List<Group> groups) {
        List<String> dns = new ArrayList<>(groups.size());
        for (Group group : groups) {
            if (group.dn() != null) {
                dns.add(group.dn().toString());
            }
        }
        return List.copyOf(dns);
    }

    private void add(
            Map<String, Object> attributes,
            AttributeRule rule,
            DirectoryEntry entry,
            String name,
            AttributeRoom.Left left) {
        if (rule.isWildcard()) {
            shown(entry)
                    .filter(attribute -> !attributes.containsKey(attribute))
                    .filter(attribute -> left.takes(attribute, entry.texts(attribute)))
                    .forEach(attribute -> attributes.put(attribute, entry.texts(attribute)));
            return;
        }
        List<Object> values = values(rule, entry);
        if (values.isEmpty()) {
            rule.fallbackFor(name).ifPresent(text -> attributes.put(rule.alias(), List.of(text)));
        } else if (left.takes(rule.alias(), values)) {
            attributes.put(rule.alias(), values);
        }
    }

    /** What {@code *} and {@code +} stand for: text, since bytes are asked for by name. */
    private Stream<String> shown(DirectoryEntry entry) {
        return entry.names().stream()
                .filter(this::isShown)
                .filter(attribute -> !unasked.contains(attribute))
                .filter(attribute -> !entry.texts(attribute).isEmpty());
    }

    private List<Object> values(AttributeRule rule, DirectoryEntry entry) {
        List<Object> found = rule.sources().stream()
                .filter(this::isShown)
                .map(attribute -> values(attribute, entry))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
        List<Object> shown = new ArrayList<>();
        for (Object value : found) {
            shown.add(rule.lowerCase() && value instanceof String text ? text.toLowerCase(Locale.ROOT) : value);
        }
        return Collections.unmodifiableList(shown);
    }

    /** {@code ;binary} is a way to send a value and no other attribute (RFC 4522 3), and servers differ in saying it. */
    private static List<Object> values(String attribute, DirectoryEntry entry) {
        List<Object> values = entry.values(attribute);
        if (!values.isEmpty()) {
            return values;
        }
        boolean said = attribute.toLowerCase(Locale.ROOT).endsWith(BINARY);
        return entry.values(said ? attribute.substring(0, attribute.length() - BINARY.length()) : attribute + BINARY);
    }

    private boolean isShown(String attribute) {
        String stored = config.passwordAttribute();
        String type = attribute.split(";", 2)[0];
        return !PasswordAttributes.contains(type) && !type.equalsIgnoreCase(stored);
    }
}
