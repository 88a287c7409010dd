package org.latchkey.jaspic;

import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.SessionCheck;
import org.latchkey.auth.DirectoryPrincipal;

/**
 * The caller that a session keeps: name, roles and attributes, and never a password.
 *
 * <p>Types of the JDK alone, so that a container which writes sessions down needs no class of ours to read them.
 */
final class SessionCaller {

    private static final String ATTRIBUTE = "org.latchkey.caller";
    private static final String NAME = "name";
    private static final String ROLES = "roles";
    private static final String ATTRIBUTES = "attributes";

    private SessionCaller() {}

    static void keep(HttpSession session, DirectoryPrincipal user) {
        session.setAttribute(ATTRIBUTE, written(user));
    }

    /** The caller as a session can hold it, to be read by {@link #principal}. */
    static Map<String, Object> written(DirectoryPrincipal user) {
        HashMap<String, Object> kept = new HashMap<>();
        kept.put(NAME, user.getName());
        kept.put(ROLES, new ArrayList<>(user.roles()));
        kept.put(ATTRIBUTES, new LinkedHashMap<>(user.attributes()));
        return kept;
    }

    /** The caller with the time at which it was true, where that was noted. */
    static Optional<DirectoryPrincipal> noted(@Nullable HttpSession session) {
        Object kept = session == null ? null : session.getAttribute(ATTRIBUTE);
        return kept instanceof Map<?, ?> caller ? Optional.of(principal(caller)) : Optional.empty();
    }

    /** The caller as the container is to know it: no other door is to take it for its own. */
    static Optional<DirectoryPrincipal> of(@Nullable HttpSession session) {
        return noted(session).map(SessionCaller::withoutTime);
    }

    static DirectoryPrincipal withoutTime(DirectoryPrincipal noted) {
        Map<String, Object> attributes = new LinkedHashMap<>(noted.attributes());
        return attributes.remove(SessionCheck.AS_OF) == null
                ? noted
                : new DirectoryPrincipal(noted.getName(), noted.roles(), attributes);
    }

    static void forget(@Nullable HttpSession session) {
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    @SuppressWarnings("unchecked") // as it was put in above
    static DirectoryPrincipal principal(Map<?, ?> kept) {
        Map<String, Object> caller = (Map<String, Object>) kept;
        return new DirectoryPrincipal(
                (String) Objects.requireNonNull(caller.get(NAME)),
                (List<String>) Objects.requireNonNull(caller.get(ROLES)),
                (Map<String, Object>) Objects.requireNonNull(caller.get(ATTRIBUTES)));
    }
}
