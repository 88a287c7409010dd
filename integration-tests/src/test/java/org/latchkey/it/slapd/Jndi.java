package org.latchkey.it.slapd;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.SearchControls;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;

/** The plainest JNDI client: what the harness's own tests talk to a server with. */
final class Jndi {
    private Jndi() {}

    /** Connects, and binds unless the DN is empty. */
    static LdapContext bind(String url, String dn, String password) throws NamingException {
        var environment = new Hashtable<String, Object>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, url);
        environment.put("com.sun.jndi.ldap.connect.timeout", "3000");
        environment.put("com.sun.jndi.ldap.read.timeout", "3000");
        environment.put(Context.SECURITY_AUTHENTICATION, dn.isEmpty() ? "none" : "simple");
        if (!dn.isEmpty()) {
            environment.put(Context.SECURITY_PRINCIPAL, dn);
            environment.put(Context.SECURITY_CREDENTIALS, password);
        }
        return new InitialLdapContext(environment, null);
    }

    static SearchControls oneLevel(String... attributes) {
        var controls = new SearchControls();
        controls.setSearchScope(SearchControls.ONELEVEL_SCOPE);
        controls.setReturningAttributes(attributes);
        return controls;
    }
}
