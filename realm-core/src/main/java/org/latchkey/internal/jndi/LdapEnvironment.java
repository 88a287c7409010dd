package org.latchkey.internal.jndi;

import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import org.latchkey.config.BinaryAttributes;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.ServerUrl;

/**
 * JNDI's environment for one anonymous connection. Only a context that is made of it directly, not through an
 * {@code InitialContext}, is safe from what anybody's {@code jndi.properties} would add.
 *
 * <p>A site's own entries come over the defaults, and never over what keeps a connection safe: its sockets, its time
 * limits, its identity, how referrals end, and that nothing is built out of directory data.
 */
final class LdapEnvironment {

    private static final List<String> NEVER = List.of(
            "com.sun.jndi.ldap.connect.pool",
            "com.sun.jndi.ldap.domainname",
            "com.sun.jndi.ldap.search.waitForReply",
            "com.sun.jndi.ldap.search.replyQueueSize",
            "java.naming.ldap.control.connect",
            "java.naming.ldap.typesOnly",
            Context.OBJECT_FACTORIES,
            Context.STATE_FACTORIES,
            "java.naming.factory.control",
            Context.SECURITY_PROTOCOL,
            Context.SECURITY_PRINCIPAL,
            Context.SECURITY_CREDENTIALS);

    private LdapEnvironment() {}

    /**
     * Makes the environment.
     *
     * @param config the directory
     * @param server the server
     * @return a new table
     */
    static Hashtable<String, Object> of(DirectoryConfig config, ServerUrl server) {
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put("java.naming.ldap.derefAliases", config.derefAliases());
        environment.putAll(config.environment());
        NEVER.forEach(environment::remove);
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.merge(
                BinaryAttributes.PROPERTY,
                BinaryAttributes.with(""),
                (site, all) -> BinaryAttributes.with((String) site));
        environment.put(Context.PROVIDER_URL, server.toString());
        environment.put(Context.SECURITY_AUTHENTICATION, "none");
        environment.put(Context.REFERRAL, "throw");
        // All entries in one batch: with several, a size limit can hide behind a continuation reference.
        environment.put(Context.BATCHSIZE, "0");
        environment.put("java.naming.ldap.version", "3");
        environment.put("java.naming.ldap.factory.socket", DirectorySocketFactory.class.getName());
        environment.put(
                "com.sun.jndi.ldap.connect.timeout",
                Long.toString(config.connectTimeout().toMillis()));
        environment.put(
                "com.sun.jndi.ldap.read.timeout",
                Long.toString(config.readTimeout().toMillis()));
        return environment;
    }
}
