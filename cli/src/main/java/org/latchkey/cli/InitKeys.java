package org.latchkey.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Preset;
import org.latchkey.inspect.DirectoryShape;
import org.latchkey.inspect.GroupKind;

/** Makes the shortest configuration of what a survey has seen: what is a default or the preset's is left out. */
final class InitKeys {

    /** What may stand in a URL as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9=,.-]+");

    private static final Set<GroupKind> OF_OPENLDAP =
            Set.of(GroupKind.MEMBER, GroupKind.UNIQUE_MEMBER, GroupKind.MEMBER_UID);
    private static final Set<GroupKind> OF_389DS = Set.of(GroupKind.MEMBER, GroupKind.UNIQUE_MEMBER);

    private final DirectoryShape shape;
    private final Map<String, String> set;
    private final @Nullable Preset preset;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    /**
     * How the directory is reached.
     *
     * @param url without a DN
     * @param startTls whether TLS is begun on the connection
     * @param caFile who signed the server's certificate, or {@code null} where the JVM knows
     * @param name the service account, or {@code null} for none
     * @param password a reference to its password
     */
    record Access(
            String url,
            boolean startTls,
            @Nullable String caFile,
            @Nullable String name,
            String password) {}

    private InitKeys(DirectoryShape shape, Map<String, String> set) {
        this.shape = shape;
        this.set = set;
        boolean anyGroups = !shape.groups().kinds().isEmpty() || shape.users().listGroups();
        this.preset = Optional.ofNullable(set.get(ConfigKey.PRESET.key()))
                .flatMap(Preset::of)
                .or(() -> anyGroups ? shape.preset() : Optional.empty())
                .orElse(null);
    }

    static List<Setting> of(DirectoryShape shape, Access access, Map<String, String> set) {
        return new InitKeys(shape, set).all(access);
    }

    private List<Setting> all(Access access) {
        if (preset != null) {
            put(ConfigKey.PRESET, preset.toString(), "what such a directory usually needs");
        }
        boolean inUrl = PLAIN.matcher(shape.suffix()).matches();
        put(
                ConfigKey.CONNECTION_URL,
                access.url() + (inUrl ? "/" + shape.suffix() : ""),
                inUrl ? "the server, and the DN that all bases are below" : "the server");
        if (access.startTls()) {
            put(ConfigKey.USE_START_TLS, "true", "the server offers it, so no password travels in clear text");
        }
        if (access.caFile() != null) {
            put(ConfigKey.CA_CERTIFICATE_FILE, access.caFile(), "who signed the server's certificate");
        }
        if (access.name() != null) {
            put(ConfigKey.CONNECTION_NAME, access.name(), "the account that searches");
            put(
                    ConfigKey.CONNECTION_PASSWORD,
                    access.password(),
                    "where its password is, alone, for the container's user only to read");
        }
        users(inUrl);
        groups(inUrl);
        set.forEach(this::given);
        return settings.values().stream().filter(setting -> !isTaken(setting)).toList();
    }

    private void users(boolean inUrl) {
        put(ConfigKey.USER_BASE, below(shape.users().base(), inUrl), "below it are all users that were seen");
        String attribute = shape.users().loginAttribute();
        boolean presets = preset != null
                && List.of(preset.keys()
                                .getOrDefault(ConfigKey.USER_LOGIN_ATTRIBUTE, "")
                                .split(","))
                        .contains(attribute);
        if (!presets) {
            put(ConfigKey.USER_LOGIN_ATTRIBUTE, attribute, "what people type as their name");
        }
        if (preset == null) {
            put(ConfigKey.USER_SUBTREE, "true", "users may be at any depth");
        }
    }

    private void groups(boolean inUrl) {
        List<GroupKind> kinds = shape.groups().kinds();
        if (kinds.isEmpty() && !shape.users().listGroups()) {
            return;
        }
        int number = 1;
        for (String base : shape.groups().bases()) {
            String key = ConfigKey.ROLE_BASE.key() + (number == 1 ? "" : "." + number);
            settings.put(key, new Setting(key, below(base, inUrl), "below it are groups"));
            number++;
        }
        type(kinds).ifPresent(type -> put(ConfigKey.GROUP_TYPE, type, "how the groups know their members"));
        if (preset == null && !kinds.isEmpty()) {
            put(ConfigKey.ROLE_SUBTREE, "true", "groups may be at any depth");
        }
        if (shape.groups().nested() && preset != Preset.ACTIVE_DIRECTORY) {
            put(ConfigKey.ROLE_NESTED, "true", "some groups are members of others");
        }
        put(
                ConfigKey.ROLE_EXCLUDES,
                "manager-*, admin-*",
                "nobody becomes a manager of the container by the name of a group");
    }

    /** How groups are found, where the preset does not find all kinds that are there. */
    private Optional<String> type(List<GroupKind> kinds) {
        if (preset == Preset.ACTIVE_DIRECTORY || preset == Preset.FREEIPA || preset == Preset.RFC2307) {
            return Optional.empty();
        }
        if (kinds.isEmpty()) {
            return Optional.of("memberOf");
        }
        if (preset == Preset.OPENLDAP && OF_OPENLDAP.containsAll(kinds)
                || preset == Preset.DS389 && OF_389DS.containsAll(kinds)) {
            return Optional.empty();
        }
        return Optional.of(
                kinds.size() > 1
                        ? "auto"
                        : switch (kinds.get(0)) {
                            case MEMBER -> "member";
                            case UNIQUE_MEMBER -> "uniqueMember";
                            case MEMBER_UID -> "posix";
                            case ROLE_OCCUPANT -> "organizationalRole";
                            case MEMBER_URL -> "memberURL";
                        });
    }

    /** What was asked for wins, and what cannot stand beside it goes. */
    private void given(String key, String value) {
        ConfigKey known = ConfigKey.of(key).orElse(null);
        if (known == ConfigKey.USER_SEARCH || known == ConfigKey.USER_PATTERN) {
            settings.remove(ConfigKey.USER_LOGIN_ATTRIBUTE.key());
        } else if (known == ConfigKey.USER_SCOPE) {
            settings.remove(ConfigKey.USER_SUBTREE.key());
        } else if (known == ConfigKey.ROLE_SEARCH || known == ConfigKey.MEMBER_ATTRIBUTE) {
            settings.remove(ConfigKey.GROUP_TYPE.key());
        }
        settings.put(key, new Setting(key, value, "as it was asked for"));
    }

    private boolean isTaken(Setting setting) {
        Optional<ConfigKey> known = ConfigKey.of(setting.key());
        if (known.isEmpty() || known.get() == ConfigKey.CONNECTION_URL) {
            return false;
        }
        String otherwise = preset == null ? null : preset.keys().get(known.get());
        return setting.value()
                .equals(otherwise == null ? known.get().defaultText().orElse(null) : otherwise);
    }

    private String below(String base, boolean inUrl) {
        return safe(inUrl ? relative(Dn.parse(base), Dn.parse(shape.suffix())) : base);
    }

    private static String relative(Dn base, Dn suffix) {
        List<String> parts = new ArrayList<>(
                base.isWithin(suffix)
                        ? base.rdns().subList(suffix.rdns().size(), base.rdns().size())
                        : base.rdns());
        Collections.reverse(parts);
        return String.join(",", parts);
    }

    /** Braces would be places of a template. */
    private static String safe(String dn) {
        return dn.replace("{", "\\7b").replace("}", "\\7d");
    }

    private void put(ConfigKey key, String value, String why) {
        settings.put(key.key(), new Setting(key.key(), value, why));
    }
}
