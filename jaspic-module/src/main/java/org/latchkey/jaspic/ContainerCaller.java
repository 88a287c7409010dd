package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** Whom the container knows already for a request, by its session or by {@code HttpServletRequest.login}. */
final class ContainerCaller {

    private static final String ASKING = "org.latchkey.jaspic.asking";

    private ContainerCaller() {}

    /** Asks the container, once: one that decides late would ask the module again for an answer, and so for ever. */
    static Optional<Principal> of(HttpServletRequest request) {
        if (request.getAttribute(ASKING) != null) {
            return Optional.empty();
        }
        request.setAttribute(ASKING, true);
        try {
            return Optional.ofNullable(request.getUserPrincipal());
        } finally {
            request.removeAttribute(ASKING);
        }
    }
}
