package org.latchkey.tomcat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Realm;
import org.apache.catalina.realm.CombinedRealm;
import org.jspecify.annotations.Nullable;

/** Finds Latchkey's realm in what a container has for a realm. */
final class LdapRealms {

    private LdapRealms() {}

    /**
     * All of them, however deep they are nested in Tomcat's Combined and LockOutRealm.
     *
     * @param realm a container's realm, or {@code null} where it has none
     * @return none, one or several, in the order they are asked
     */
    static List<LdapRealm> in(@Nullable Realm realm) {
        return nested(realm).toList();
    }

    private static Stream<LdapRealm> nested(@Nullable Realm realm) {
        if (realm instanceof LdapRealm found) {
            return Stream.of(found);
        }
        return realm instanceof CombinedRealm several
                ? Arrays.stream(several.getNestedRealms()).flatMap(LdapRealms::nested)
                : Stream.empty();
    }
}
