package org.latchkey.tomcat;

import java.util.Arrays;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** Tells which requests Tomcat's authenticator would ask a login of. */
final class Protection {

    private static final String LOGIN_POST = "/j_security_check";

    private Protection() {}

    /**
     * Whether nobody may be served without a login, by the constraints of the application (Servlet 6.0, 13.8), or the request
     * is a login.
     *
     * @param request a request that was mapped
     * @param context its application
     * @return true when it is
     */
    static boolean asksForLogin(Request request, Context context) {
        SecurityConstraint[] constraints = context.getRealm().findSecurityConstraints(request, context);
        boolean closed = constraints != null && Arrays.stream(constraints).allMatch(Protection::wantsRole);
        return closed || isLogin(request, context);
    }

    /** One that no role satisfies is left to Tomcat, which refuses everybody. */
    private static boolean wantsRole(SecurityConstraint constraint) {
        return constraint.getAuthConstraint()
                && (constraint.getAllRoles()
                        || constraint.getAuthenticatedUsers()
                        || constraint.findAuthRoles().length > 0);
    }

    private static boolean isLogin(Request request, Context context) {
        LoginConfig login = context.getLoginConfig();
        return login != null
                && "FORM".equals(login.getAuthMethod())
                && request.getDecodedRequestURI().endsWith(LOGIN_POST);
    }
}
