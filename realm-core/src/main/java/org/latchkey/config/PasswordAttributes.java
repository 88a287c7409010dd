package org.latchkey.config;

import java.util.Locale;
import java.util.Set;

/**
 * The attributes in which directories keep passwords, their hashes or keys made from them. Their values never become
 * attributes of a principal, not even by {@code *}.
 */
public final class PasswordAttributes {

    private static final Set<String> NAMES = Set.of(
            "userpassword",
            "authpassword",
            "clearpassword",
            "cleartextpassword",
            "unicodepwd",
            "dbcspwd",
            "lmpwdhistory",
            "ntpwdhistory",
            "supplementalcredentials",
            "msds-managedpassword",
            "ms-mcs-admpwd",
            "mslaps-password",
            "mslaps-encryptedpassword",
            "mslaps-encryptedpasswordhistory",
            "sambantpassword",
            "sambalmpassword",
            "sambapasswordhistory",
            "sambaclearpassword",
            "ipanthash",
            "ipatokenotpkey",
            "krbprincipalkey",
            "krbpwdhistory",
            "krb5key",
            "pwdhistory",
            "passwordhistory",
            "userpkcs12",
            "olcrootpw",
            "2.5.4.35",
            "1.2.840.113556.1.4.90",
            "1.2.840.113556.1.4.55");

    private PasswordAttributes() {}

    /**
     * Whether an attribute is known to hold passwords.
     *
     * @param attribute its name, in any case, with or without options
     * @return true when its values must not be shown
     */
    public static boolean contains(String attribute) {
        int options = attribute.indexOf(';');
        String name = options < 0 ? attribute : attribute.substring(0, options);
        return NAMES.contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
