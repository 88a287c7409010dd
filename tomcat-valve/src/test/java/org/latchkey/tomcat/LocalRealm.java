package org.latchkey.tomcat;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.MessageDigestCredentialHandler;
import org.apache.catalina.realm.RealmBase;

/** A local realm as Tomcat's are: {@code admin} and {@code alice} with the role {@code local}, {@code guest} without. */
public final class LocalRealm extends RealmBase {

    private static final Map<String, String> PASSWORDS =
            Map.of("admin", "local-c4nary", "alice", "local-c4nary", "guest", "local-c4nary");

    private boolean broken;

    /** Whether the realm refuses to start. */
    public void setBroken(boolean broken) {
        this.broken = broken;
    }

    @Override
    protected void startInternal() throws LifecycleException {
        if (broken) {
            throw new LifecycleException("the local file is not there");
        }
        setCredentialHandler(new MessageDigestCredentialHandler());
        super.startInternal();
    }

    @Override
    protected String getPassword(String username) {
        return PASSWORDS.get(username);
    }

    @Override
    protected Principal getPrincipal(String username) {
        return PASSWORDS.containsKey(username)
                ? new GenericPrincipal(username, username.equals("guest") ? List.of() : List.of("local", "staff"))
                : null;
    }

    /** By the name alone, as a realm may that keeps roles in a file of its own. */
    @Override
    protected boolean hasRoleInternal(Principal principal, String role) {
        return getPrincipal(principal.getName()) instanceof GenericPrincipal known && known.hasRole(role);
    }
}
