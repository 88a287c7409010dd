package org.latchkey.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a directory tells who is in a group. Each stands for keys that may as well be given one by one, and then win. */
enum GroupType {
    MEMBER("member", ConfigKey.ROLE_SEARCH, "(member={0})"),
    UNIQUE_MEMBER("uniqueMember", ConfigKey.ROLE_SEARCH, "(uniqueMember={0})"),
    ORGANIZATIONAL_ROLE("organizationalRole", ConfigKey.ROLE_SEARCH, "(roleOccupant={0})"),
    /** By name among the members, or as everybody's primary group; each of the two may be absent. */
    POSIX("posix", ConfigKey.ROLE_SEARCH, "(&(objectClass=posixGroup)(|(gidNumber={2})(memberUid={3})))"),
    /** Active Directory climbs through nested groups itself (MS-ADTS 3.1.1.3.4.4.3). */
    IN_CHAIN("inChain", ConfigKey.ROLE_SEARCH, "(member:1.2.840.113556.1.4.1941:={0})"),
    MEMBER_OF("memberOf", ConfigKey.USER_ROLE_NAME, "memberOf"),
    /** The groups describe their members; static ones count too where {@code roleSearch} says how they are found. */
    MEMBER_URL("memberURL", ConfigKey.ROLE_NAME, "cn"),
    /** Active Directory's groups are anywhere below the base. */
    TOKEN_GROUPS("tokenGroups", ConfigKey.ROLE_SUBTREE, "true"),
    /** What the directory offers is found out. */
    AUTO("auto", ConfigKey.USER_ROLE_ATTRIBUTE, "gidNumber,uid");

    private final String text;
    private final ConfigKey key;
    private final String value;

    GroupType(String text, ConfigKey key, String value) {
        this.text = text;
        this.key = key;
        this.value = value;
    }

    static Optional<GroupType> of(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /** What tells of groups besides the keys. */
    GroupMethod method() {
        return switch (this) {
            case MEMBER_OF -> GroupMethod.LISTED;
            case IN_CHAIN -> GroupMethod.IN_CHAIN;
            case AUTO -> GroupMethod.AUTO;
            case MEMBER_URL -> GroupMethod.MEMBER_URL;
            case TOKEN_GROUPS -> GroupMethod.TOKEN_GROUPS;
            default -> GroupMethod.NONE;
        };
    }

    /** Whether it misses the primary groups of Active Directory. */
    boolean lacksPrimaryGroup() {
        return this == MEMBER || this == IN_CHAIN || this == MEMBER_OF;
    }

    /** The keys it stands for, with their values. */
    Map<ConfigKey, String> keys() {
        Map<ConfigKey, String> keys = new LinkedHashMap<>();
        keys.put(key, value);
        if (this == MEMBER_OF) {
            keys.put(ConfigKey.USER_ROLE_NAME_FORMAT, "rdn");
        } else {
            keys.put(ConfigKey.ROLE_NAME, "cn");
        }
        if (this == POSIX) {
            keys.put(ConfigKey.USER_ROLE_ATTRIBUTE, "gidNumber,uid");
        }
        return keys;
    }
}
