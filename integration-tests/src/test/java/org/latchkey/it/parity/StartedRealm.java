package org.latchkey.it.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.JNDIRealm;
import org.apache.catalina.realm.RealmBase;
import org.apache.tomcat.util.IntrospectionUtils;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.latchkey.tomcat.LdapRealm;

/** A realm in an engine of its own, configured as Tomcat's digester does it. Not for concurrent use. */
final class StartedRealm implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RealmBase realm;
    private final boolean started;

    private StartedRealm(RealmBase realm) {
        this.realm = realm;
        this.started = start(realm);
    }

    /** Tomcat's own. */
    static StartedRealm jndi(Configuration configuration) {
        return new StartedRealm(configured(new JNDIRealm(), configuration, Map.of()));
    }

    /**
     * Ours; an unknown name costs it as little as it costs JNDIRealm and groups of groups are not remembered, so that the
     * operations can be compared, and groups may be nested as deep as there.
     */
    static StartedRealm ours(Configuration configuration) {
        return ours(configuration, Map.of("equalTiming", "false", "roleNestedDepth", "1000", "groupCacheTtl", "0"));
    }

    /** Ours, with keys that JNDIRealm does not know. */
    static StartedRealm ours(Configuration configuration, Map<String, String> more) {
        return new StartedRealm(configured(new LdapRealm(), configuration, more));
    }

    /** What an application would see. */
    Outcome attempt(Attempt attempt) {
        if (!started) {
            return Outcome.NOT_STARTED;
        }
        var principal = attempt.password() == null
                ? realm.authenticate(attempt.username())
                : realm.authenticate(attempt.username(), attempt.password());
        var roles = attempt.webXmlRoles();
        return principal == null || roles == null || mayEnter((GenericPrincipal) principal, roles)
                ? Outcome.of(principal)
                : Outcome.REFUSED;
    }

    @Override
    public void close() {
        try {
            if (started) {
                realm.stop();
            }
            realm.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean mayEnter(GenericPrincipal principal, List<String> webXmlRoles) {
        var context = new StandardContext();
        webXmlRoles.forEach(context::addSecurityRole);
        var everyRole = new SecurityConstraint();
        everyRole.addAuthRole("*");
        try {
            return realm.hasResourcePermission(
                    new PageRequest(context, principal),
                    new SilentResponse(),
                    new SecurityConstraint[] {everyRole},
                    context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RealmBase configured(RealmBase realm, Configuration configuration, Map<String, String> more) {
        var engine = new StandardEngine();
        engine.setName("parity-" + NUMBER.incrementAndGet());
        engine.setRealm(realm);
        realm.setContainer(engine);
        configuration.resolved().forEach((key, value) -> IntrospectionUtils.setProperty(realm, key, value));
        more.forEach((key, value) -> IntrospectionUtils.setProperty(realm, key, value));
        var handler = configuration.credentialHandler();
        if (handler != null) {
            realm.setCredentialHandler(handler);
        }
        return realm;
    }

    /** Whether it did; why not is in the log, and for each such row in the table. */
    private static boolean start(RealmBase realm) {
        try {
            realm.start();
            return true;
        } catch (LifecycleException e) {
            return false;
        }
    }
}
