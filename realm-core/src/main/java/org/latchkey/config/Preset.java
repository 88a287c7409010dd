package org.latchkey.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of directory, and how such a directory is usually laid out: values for keys that are not given. A key that is given
 * always wins. No preset hides an account by a filter, so that a disabled one is told from one that is not there.
 */
public enum Preset {
    /** Microsoft's Active Directory, and Samba's. */
    ACTIVE_DIRECTORY(
            "activeDirectory",
            Map.of(
                    ConfigKey.USER_LOGIN_ATTRIBUTE, "sAMAccountName,userPrincipalName",
                    ConfigKey.USER_OBJECT_CLASS, "user",
                    ConfigKey.GROUP_TYPE, "tokenGroups",
                    ConfigKey.AD_COMPAT, "true")),
    /** OpenLDAP with the usual schemas: groups by DN or by name. */
    OPENLDAP(
            "openldap",
            Map.of(
                    ConfigKey.USER_LOGIN_ATTRIBUTE, "uid",
                    ConfigKey.ROLE_SEARCH, "(|(member={0})(uniqueMember={0})(memberUid={1}))",
                    ConfigKey.ROLE_NAME, "cn")),
    /** FreeIPA, and Red Hat's Identity Management. */
    FREEIPA(
            "freeipa",
            Map.of(
                    ConfigKey.USER_BASE, "cn=users,cn=accounts",
                    ConfigKey.USER_LOGIN_ATTRIBUTE, "uid",
                    ConfigKey.ROLE_BASE, "cn=groups,cn=accounts",
                    ConfigKey.GROUP_TYPE, "member",
                    ConfigKey.ROLE_NESTED, "true")),
    /** 389 Directory Server: groups by DN, in groups of their own. */
    DS389(
            "389ds",
            Map.of(
                    ConfigKey.USER_LOGIN_ATTRIBUTE, "uid",
                    ConfigKey.ROLE_SEARCH, "(|(member={0})(uniqueMember={0}))",
                    ConfigKey.ROLE_NAME, "cn",
                    ConfigKey.ROLE_NESTED, "true")),
    /** Accounts and groups as Unix knows them (RFC 2307), on any server. */
    RFC2307(
            "rfc2307",
            Map.of(
                    ConfigKey.USER_LOGIN_ATTRIBUTE, "uid",
                    ConfigKey.USER_OBJECT_CLASS, "posixAccount",
                    ConfigKey.GROUP_TYPE, "posix"));

    private static final Map<ConfigKey, String> ALL =
            Map.of(ConfigKey.USER_SCOPE, "subtree", ConfigKey.ROLE_SUBTREE, "true");

    private final String text;
    private final Map<ConfigKey, String> own;

    Preset(String text, Map<ConfigKey, String> own) {
        this.text = text;
        this.own = own;
    }

    /**
     * The preset of a name.
     *
     * @param text the name as {@code preset} takes it
     * @return the preset, or empty when there is none
     */
    public static Optional<Preset> of(String text) {
        return Arrays.stream(values())
                .filter(preset -> preset.text.equals(text))
                .findFirst();
    }

    /**
     * What it stands for.
     *
     * @return the keys in the order of the catalogue, with their values
     */
    public Map<ConfigKey, String> keys() {
        Map<ConfigKey, String> keys = new EnumMap<>(ConfigKey.class);
        keys.putAll(ALL);
        keys.putAll(own);
        return Collections.unmodifiableMap(keys);
    }

    /** The name as {@code preset} takes it. */
    @Override
    public String toString() {
        return text;
    }
}
