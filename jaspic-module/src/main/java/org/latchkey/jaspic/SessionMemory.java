package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a session asked for before its login: the last thing, given back once, and not before somebody has logged in.
 *
 * <p>Several requests of a session may come at once: one of them gets it.
 */
final class SessionMemory {

    private static final String ASKED = "org.latchkey.saved";
    private static final String GRANTED = "org.latchkey.granted";

    private SessionMemory() {}

    /** Keeps a request, in the place of an earlier one. */
    static void keep(HttpSession session, SavedRequest request) {
        session.setAttribute(ASKED, new ConcurrentLinkedQueue<>(List.of(request.kept())));
    }

    /**
     * Lets the session have back what it asked for, and nothing that an earlier login left there.
     *
     * @return what that is, or empty where nothing was asked for
     */
    static Optional<SavedRequest> grant(HttpSession session) {
        Object asked = session.getAttribute(ASKED);
        session.removeAttribute(ASKED);
        Optional<SavedRequest> saved = queue(asked).map(Queue::peek).map(SavedRequest::new);
        session.removeAttribute(GRANTED);
        saved.ifPresent(request -> session.setAttribute(GRANTED, asked));
        return saved;
    }

    /** What the session may have back, if that is what is asked for now. */
    static Optional<SavedRequest> take(@Nullable HttpSession session, HttpServletRequest request) {
        if (session == null) {
            return Optional.empty();
        }
        Optional<SavedRequest> taken = queue(session.getAttribute(GRANTED))
                .filter(once -> Optional.ofNullable(once.peek())
                        .filter(kept -> new SavedRequest(kept).isAskedForBy(request))
                        .isPresent())
                .map(Queue::poll)
                .map(SavedRequest::new);
        taken.ifPresent(saved -> session.removeAttribute(GRANTED));
        return taken;
    }

    @SuppressWarnings("unchecked") // as it was put in above
    private static Optional<Queue<Map<String, Object>>> queue(@Nullable Object attribute) {
        return attribute instanceof Queue<?> queue ? Optional.of((Queue<Map<String, Object>>) queue) : Optional.empty();
    }
}
