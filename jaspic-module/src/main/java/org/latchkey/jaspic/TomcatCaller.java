package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.CallbackHandler;
import org.apache.catalina.realm.GenericPrincipal;
import org.latchkey.auth.DirectoryPrincipal;

/**
 * The caller as Tomcat's own principal, which its handler keeps as it is: attributes and all, the same as from the realm.
 *
 * <p>Only {@link #suits} may be called in other containers: the rest needs Tomcat's classes.
 */
final class TomcatCaller {

    private static final String TOMCATS = "org.apache.catalina.authenticator.";

    private static final String PRINCIPAL = "org.apache.catalina.realm.GenericPrincipal";

    private TomcatCaller() {}

    /** Whether a handler is Tomcat's and its principal can be seen from here. */
    static boolean suits(CallbackHandler handler) {
        if (!handler.getClass().getName().startsWith(TOMCATS)) {
            return false;
        }
        try {
            Class.forName(PRINCIPAL, false, TomcatCaller.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * The principal for a user. Tomcat gives a session another id whenever its principal is another object, so the one it
     * has is kept while it says the same.
     */
    static Principal of(HttpServletRequest request, DirectoryPrincipal user) {
        Principal known = request.getUserPrincipal();
        return known instanceof GenericPrincipal generic && says(generic, user) ? generic : made(user);
    }

    private static GenericPrincipal made(DirectoryPrincipal user) {
        return new GenericPrincipal(user.getName(), new ArrayList<>(user.roles()), null, null, null, user.attributes());
    }

    private static boolean says(GenericPrincipal known, DirectoryPrincipal user) {
        return user.equals(new DirectoryPrincipal(known.getName(), List.of(known.getRoles()), attributes(known)));
    }

    /** Those of a caller whom Tomcat knows, whichever of its doors they came by. */
    static Map<String, Object> attributes(Principal known) {
        return known instanceof GenericPrincipal generic ? attributes(generic) : Map.of();
    }

    private static Map<String, Object> attributes(GenericPrincipal known) {
        Map<String, Object> attributes = new HashMap<>();
        for (String name : Collections.list(known.getAttributeNames())) {
            attributes.put(name, known.getAttribute(name));
        }
        return attributes;
    }
}
