package org.latchkey.tomcat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Realm;
import org.apache.catalina.realm.CombinedRealm;

/**
 * What stands inside a {@link FallbackRealm}: the directory and then something local.
 *
 * @param realms the nested realms in their order
 */
record NestedRealms(List<Realm> realms) {

    private static final String WANTED =
            "two realms must stand inside FallbackRealm: first org.latchkey.tomcat.LdapRealm,"
                    + " alone or in a LockOutRealm, then the local one";

    /** Keeps the list that was given. */
    NestedRealms {
        realms = List.copyOf(realms);
    }

    /**
     * Starts them, so that none is left out: {@code CombinedRealm} drops what does not start and goes on with the rest.
     *
     * @throws LifecycleException with a sentence, when they are not what is wanted or one does not start; none runs then
     */
    void start() throws LifecycleException {
        check();
        List<Realm> started = new ArrayList<>();
        try {
            for (Realm realm : realms) {
                int inside = leaves(realm);
                if (realm instanceof Lifecycle startable) {
                    startable.start();
                }
                started.add(realm);
                if (leaves(realm) != inside) {
                    throw new LifecycleException("a realm inside " + name(realm) + " did not start, and was left out");
                }
            }
        } catch (LifecycleException e) {
            stop(started);
            throw started.size() == realms.size() || e.getMessage() == null
                    ? e
                    : new LifecycleException(e.getMessage(), e);
        }
    }

    private void check() throws LifecycleException {
        if (realms.size() != 2) {
            throw new LifecycleException(WANTED + "; given: "
                    + (realms.isEmpty()
                            ? "none"
                            : String.join(
                                    ", ",
                                    realms.stream().map(NestedRealms::name).toList())));
        }
        if (LdapRealms.in(realms.get(0)).size() != 1 || leaves(realms.get(0)) != 1) {
            throw new LifecycleException(WANTED + "; given first: " + name(realms.get(0)));
        }
        if (!LdapRealms.in(realms.get(1)).isEmpty()) {
            throw new LifecycleException(WANTED + "; given second: " + name(realms.get(1))
                    + " with an LdapRealm: one directory cannot stand in for another here, see"
                    + " the key directories");
        }
        if (leaves(realms.get(1)) == 0) {
            throw new LifecycleException(WANTED + "; given second: " + name(realms.get(1)) + " with no realm in it");
        }
    }

    private static String name(Realm realm) {
        return realm.getClass().getName();
    }

    private static int leaves(Realm realm) {
        int leaves = 0;
        if (!(realm instanceof CombinedRealm several)) {
            return 1;
        }
        for (Realm nested : several.getNestedRealms()) {
            leaves += leaves(nested);
        }
        return leaves;
    }

    private static void stop(List<Realm> started) throws LifecycleException {
        Collections.reverse(started);
        for (Realm realm : started) {
            if (realm instanceof Lifecycle startable) {
                startable.stop();
            }
        }
    }

    LdapRealm ldap() {
        return LdapRealms.in(realms.get(0)).get(0);
    }

    Realm local() {
        return realms.get(1);
    }
}
