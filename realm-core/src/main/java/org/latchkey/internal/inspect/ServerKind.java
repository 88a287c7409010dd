package org.latchkey.internal.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.config.Preset;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;

/**
 * What is made of what a server says of itself. Immutable.
 *
 * @param root its root entry
 */
record ServerKind(DirectoryEntry root) {

    private static final Dn IPA_USERS = Dn.parse("cn=users,cn=accounts");
    /** What servers keep beside the tree of people: their own affairs. */
    private static final List<String> OWN_AFFAIRS =
            List.of("cn=config", "cn=schema", "cn=monitor", "cn=changelog", "cn=accesslog", "o=ipaca");

    boolean isActiveDirectory() {
        return RootDse.isActiveDirectory(root);
    }

    /** Where people may be, the likeliest first. */
    List<Dn> contexts() {
        List<String> named = root.texts("defaultNamingContext").isEmpty()
                ? root.texts("namingContexts")
                : root.texts("defaultNamingContext");
        return named.stream()
                .filter(context -> !context.isEmpty() && !isOwnAffair(context))
                .flatMap(context -> Dn.tryParse(context).stream())
                .toList();
    }

    private static boolean isOwnAffair(String context) {
        String folded = context.toLowerCase(Locale.ROOT).replace(" ", "");
        return OWN_AFFAIRS.contains(folded);
    }

    /** The preset of such a directory; of FreeIPA, which is a 389 Directory Server, the layout of its tree tells. */
    Optional<Preset> preset(DirectorySession session, Dn suffix) throws DirectoryException {
        if (isActiveDirectory()) {
            return Optional.of(Preset.ACTIVE_DIRECTORY);
        }
        if (root.texts("objectClass").contains("OpenLDAProotDSE")) {
            return Optional.of(Preset.OPENLDAP);
        }
        String vendor = root.text("vendorName").orElse("") + " "
                + root.text("vendorVersion").orElse("");
        if (!vendor.contains("389")) {
            return Optional.empty();
        }
        return session.read(IPA_USERS.under(suffix), List.of()).isPresent()
                ? Optional.of(Preset.FREEIPA)
                : Optional.of(Preset.DS389);
    }
}
