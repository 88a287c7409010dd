package org.latchkey.internal.login;

import org.latchkey.auth.LoginRequest;
import org.latchkey.spi.DirectorySession;

/**
 * One login on its way.
 *
 * @param request what was asked
 * @param session the directory as the service sees it; it sends searches ahead where they may overlap the bind
 */
record Login(LoginRequest request, DirectorySession session) {

    String username() {
        return request.credentials().username();
    }
}
