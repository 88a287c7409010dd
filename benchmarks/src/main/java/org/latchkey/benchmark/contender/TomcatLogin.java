package org.latchkey.benchmark.contender;

import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardEngine;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.JNDIRealm;
import org.apache.catalina.realm.RealmBase;
import org.apache.tomcat.util.IntrospectionUtils;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.directory.Tree;
import org.latchkey.tomcat.LdapRealm;

/** A Tomcat realm, configured as Tomcat's digester does it; both realms get the same attributes. */
final class TomcatLogin implements Login {
    private final RealmBase realm;

    private TomcatLogin(RealmBase realm, Map<String, String> attributes) throws LifecycleException {
        this.realm = realm;
        StandardEngine engine = new StandardEngine();
        engine.setName("benchmark");
        engine.setRealm(realm);
        realm.setContainer(engine);
        attributes.forEach(this::set);
        realm.start();
    }

    /** Ours, which looks everybody up every time. */
    static Login latchkey(Target target) throws LifecycleException {
        Map<String, String> attributes = attributes(target);
        attributes.putIfAbsent("rememberDn", "0");
        return new TomcatLogin(new LdapRealm(), attributes);
    }

    /** Ours as it comes, which remembers the DN of who has been there. */
    static Login remembering(Target target) throws LifecycleException {
        return new TomcatLogin(new LdapRealm(), attributes(target));
    }

    /** Tomcat's own as it comes: one connection for everybody. */
    static Login jndiRealm(Target target) throws LifecycleException {
        return new TomcatLogin(new JNDIRealm(), attributes(target));
    }

    /** Tomcat's own at its best: a connection for each thread. */
    static Login pooledJndiRealm(Target target) throws LifecycleException {
        Map<String, String> attributes = attributes(target);
        attributes.putIfAbsent("connectionPoolSize", String.valueOf(target.threads()));
        return new TomcatLogin(new JNDIRealm(), attributes);
    }

    private static Map<String, String> attributes(Target target) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("connectionURL", target.url());
        attributes.put("connectionName", Tree.READER);
        attributes.put("connectionPassword", Tree.READER_PASSWORD);
        attributes.put("userBase", Tree.PEOPLE);
        attributes.put("userSearch", "(uid={0})");
        attributes.put("roleBase", Tree.GROUPS);
        attributes.put("roleSearch", "(member={0})");
        attributes.put("roleName", "cn");
        attributes.put("roleNested", String.valueOf(target.nested()));
        attributes.put("derefAliases", "never");
        attributes.putAll(target.settings());
        return attributes;
    }

    private void set(String name, String value) {
        if (!IntrospectionUtils.setProperty(realm, name, value)) {
            throw new IllegalArgumentException(realm.getClass().getSimpleName() + " has no attribute '" + name
                    + "'; it was given '" + value + "'");
        }
    }

    @Override
    public @Nullable Collection<String> attempt(String username, String password) {
        Principal principal = realm.authenticate(username, password);
        return principal instanceof GenericPrincipal known ? Arrays.asList(known.getRoles()) : null;
    }

    @Override
    public void close() throws LifecycleException {
        realm.stop();
        realm.destroy();
    }
}
