package org.latchkey.tomcat;

import java.security.Principal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.catalina.Session;
import org.apache.catalina.connector.Request;
import org.apache.catalina.realm.GenericPrincipal;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.proxy.ProxyAnswer.Somebody;

/**
 * The session of a request, and whose it is. It belongs to one user that a proxy has named: it is ended before anybody else
 * is served with it, and without the proxy's word it logs nobody in.
 *
 * <p>Whose it is stands in an attribute, which is stored and replicated with the session; the principal is kept beside it, in
 * this JVM alone. Used by the request's thread.
 *
 * @param request the request
 */
record ProxiedSession(Request request) {

    /** The session's attribute with the name of the user it belongs to. */
    static final String OWNER = "org.latchkey.tomcat.proxyUser";

    /** By session and not in it, not even as a note: a cluster copies all that a session holds, or fails to. */
    private static final Map<Session, Login> LOGINS = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * What was said, and who that was found to be.
     *
     * @param said what the proxy said
     * @param way how it was said, and from where
     * @param principal who it was
     */
    record Login(Somebody said, String way, GenericPrincipal principal) {

        boolean isOf(Somebody other, String otherWay) {
            return said.equals(other) && way.equals(otherWay);
        }

        /** A user whom the directory has told, with what the proxy has said besides. */
        DirectoryPrincipal adding(DirectoryPrincipal user) {
            return user.with(said.attributes(), said.groups());
        }

        /** The same login of what the user has become. */
        Login with(GenericPrincipal successor) {
            return new Login(said, way, successor);
        }
    }

    /** The login of the user whom the same proxy has named in the same words before, and whom the directory has let in. */
    Optional<Login> known(Somebody said, String way) {
        return login().filter(login -> login.isOf(said, way))
                .filter(login -> login.principal().getName().equals(owner(request.getSessionInternal(false))));
    }

    /** Gives the session to a user: under a new id where it was nobody's, and never somebody else's. */
    void give(Login login) {
        Session session = request.getSessionInternal(false);
        if (session == null) {
            return;
        }
        synchronized (session) { // requests of one page come together
            String owner = owner(session);
            Principal container = session.getPrincipal();
            String before = owner == null && container != null ? container.getName() : owner;
            if (before != null && !before.equals(login.principal().getName())) {
                session.expire();
                return;
            }
            keep(session, login);
            if (before == null) {
                request.changeSessionId();
            }
        }
    }

    /** Gives the user a session that was made while the request was served. */
    void adopt(Login login) {
        Session session = request.getSessionInternal(false);
        if (session == null || !login.principal().equals(request.getPrincipal())) {
            return;
        }
        synchronized (session) {
            boolean made = session.isValid()
                    && session.getSession().isNew()
                    && !session.getIdInternal().equals(request.getRequestedSessionId());
            if (made && owner(session) == null) {
                keep(session, login);
            }
        }
    }

    /** The login of a user whom a proxy has named, be it that Tomcat's authenticator keeps the user too. */
    Optional<Login> of(GenericPrincipal user) {
        return login().filter(login -> login.principal().equals(user));
    }

    private Optional<Login> login() {
        Session session = request.getSessionInternal(false);
        return session == null ? Optional.empty() : Optional.ofNullable(LOGINS.get(session));
    }

    /** Lets a login go on with what the user has become. */
    void succeed(Login login, GenericPrincipal successor) {
        LOGINS.put(request.getSessionInternal(false), login.with(successor));
    }

    private static void keep(Session session, Login login) {
        session.getSession().setAttribute(OWNER, login.principal().getName());
        LOGINS.put(session, login);
    }

    /** Ends the session where it is anybody's. */
    void end() {
        Session session = request.getSessionInternal(false);
        if (session != null && (owner(session) != null || session.getPrincipal() != null)) {
            session.expire();
        }
    }

    /** Ends the session where it belongs to a user whom a proxy has named. */
    void endProxied() {
        Session session = request.getSessionInternal(false);
        if (session != null && owner(session) != null) {
            session.expire();
        }
    }

    /** Takes out of it a user whom Tomcat's authenticator has put there because a proxy had named them. */
    void hide() {
        Session session = request.getSessionInternal(false);
        if (session != null
                && owner(session) != null
                && session.getPrincipal() != null
                && session.getAuthType() == null) {
            session.setPrincipal(null);
        }
    }

    private static @Nullable String owner(Session session) {
        return session.isValid() && session.getSession().getAttribute(OWNER) instanceof String name ? name : null;
    }
}
