package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.proxy.ProxyAnswer.Somebody;

/**
 * The session of a request whose user a proxy names, and whose it is. It belongs to one user: it is ended before anybody else
 * is served with it, and without the proxy's word it logs nobody in, under this mechanism or another.
 *
 * <p>Types of the JDK alone, as in {@link SessionCaller}. Used by the request's thread.
 *
 * @param request the request
 */
record ProxiedSession(HttpServletRequest request) {

    private static final String ATTRIBUTE = "org.latchkey.proxied";
    private static final String SAID = "said";
    private static final String WAY = "way";
    private static final String CALLER = "caller";

    /** Requests of one page come together, and each has its own object for the session. */
    private static final Object LOCK = new Object();

    /**
     * What was said, and from where: another of either is asked about again.
     *
     * @param said what the proxy said
     * @param way from where
     */
    record Word(Somebody said, String way) {

        private Map<String, Object> written() {
            HashMap<String, Object> words = new HashMap<>();
            words.put("name", said.name());
            words.put("attributes", new LinkedHashMap<>(said.attributes()));
            words.put("groups", new ArrayList<>(said.groups()));
            return words;
        }

        private boolean isIn(Map<?, ?> kept) {
            return way.equals(kept.get(WAY)) && written().equals(kept.get(SAID));
        }
    }

    /** The user whom the same proxy has named in the same words before, with the time at which that was true. */
    Optional<DirectoryPrincipal> known(Word word) {
        return kept(request.getSession(false)).filter(word::isIn).map(ProxiedSession::caller);
    }

    /** Gives the session to a user: under a new id where it was nobody's, and never somebody else's. */
    void give(Word word, DirectoryPrincipal user) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return;
        }
        synchronized (LOCK) {
            String owner = owner(session).orElse(null);
            String before = owner == null ? containers() : owner;
            if (before != null && !before.equals(user.getName())) {
                invalidate(session);
                return;
            }
            keep(session, word, user);
            if (before == null) {
                request.changeSessionId();
            }
        }
    }

    /** Gives the user a session that their own request has begun. */
    static void adopt(HttpSession session, @Nullable String asked, Word word, DirectoryPrincipal user) {
        if (session.isNew() && !session.getId().equals(asked) && owner(session).isEmpty()) {
            keep(session, word, user);
        }
    }

    private static void keep(HttpSession session, Word word, DirectoryPrincipal user) {
        HashMap<String, Object> kept = new HashMap<>();
        kept.put(SAID, word.written());
        kept.put(WAY, word.way());
        kept.put(CALLER, SessionCaller.written(user));
        session.setAttribute(ATTRIBUTE, kept);
    }

    /** Ends the session where it is anybody's. */
    void end() {
        HttpSession session = request.getSession(false);
        if (session != null && (owner(session).isPresent() || containers() != null)) {
            invalidate(session);
        }
    }

    /** Ends the session where it belongs to a user whom a proxy has named. */
    void endProxied() {
        HttpSession session = request.getSession(false);
        if (session != null && kept(session).isPresent()) {
            invalidate(session);
        }
    }

    /** Another request of the same session may have been first. */
    private static void invalidate(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            System.getLogger("org.latchkey").log(System.Logger.Level.DEBUG, "The session had ended already", e);
        }
    }

    static void forget(@Nullable HttpSession session) {
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    /** Whose it is by a proxy's word or by a login on a page, if the application had that before. */
    private static Optional<String> owner(HttpSession session) {
        return kept(session)
                .map(ProxiedSession::caller)
                .or(() -> SessionCaller.of(session))
                .map(DirectoryPrincipal::getName);
    }

    private @Nullable String containers() {
        return ContainerCaller.of(request).map(Principal::getName).orElse(null);
    }

    private static Optional<Map<?, ?>> kept(@Nullable HttpSession session) {
        return session != null && session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> kept
                ? Optional.of(kept)
                : Optional.empty();
    }

    private static DirectoryPrincipal caller(Map<?, ?> kept) {
        return SessionCaller.principal((Map<?, ?>) Objects.requireNonNull(kept.get(CALLER)));
    }
}
