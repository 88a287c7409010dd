package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Binds the plain login page to the session it was shown in, so that nobody is logged in by a page elsewhere. */
final class FormToken {

    static final String FIELD = "latchkey_token";

    private static final String ATTRIBUTE = "org.latchkey.token";
    private static final SecureRandom RANDOM = new SecureRandom();

    private FormToken() {}

    /** The session's token, made when it is first needed; several pages of a browser share it. */
    static String of(HttpSession session) {
        String known = known(session);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String made = HexFormat.of().formatHex(bytes);
        session.setAttribute(ATTRIBUTE, made);
        return made;
    }

    /** Whether a login carries its session's token. */
    static boolean isRight(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String known = session == null ? null : known(session);
        String sent = request.getParameter(FIELD);
        return known != null
                && sent != null
                && MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String known(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof String token ? token : null;
    }
}
