package org.latchkey.tomcat;

import org.apache.catalina.authenticator.Constants;
import org.apache.catalina.connector.Request;

/** What a login page sends. */
final class FormPost {

    private FormPost() {}

    /** Recognised as Tomcat's {@code FormAuthenticator} does, which asks for no method. */
    static boolean is(Request request) {
        String path = request.getDecodedRequestURI();
        return path != null && path.endsWith(Constants.FORM_ACTION);
    }
}
