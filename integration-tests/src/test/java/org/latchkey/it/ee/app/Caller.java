package org.latchkey.it.ee.app;

import jakarta.servlet.http.HttpServletRequest;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an application can learn of its caller, attributes included where the principal has them. */
final class Caller {
    private static final String[] ROLES = {"employee", "users", "developers", "engineering", "staff", "admins", "guests"
    };

    private Caller() {}

    static void print(HttpServletRequest request, PrintWriter out) {
        Principal principal = request.getUserPrincipal();
        out.println("remoteUser=" + request.getRemoteUser());
        out.println("principal=" + (principal == null ? null : principal.getName()));
        out.println("authType=" + request.getAuthType());
        out.println("roles="
                + Stream.of(ROLES).filter(request::isUserInRole).sorted().collect(Collectors.joining(",")));
        out.println("newSession=" + (request.getSession(false) != null));
        out.println("headers="
                + Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> name.matches("(?:x|remote|http).*"))
                        .sorted()
                        .collect(Collectors.joining(",")));
        out.println("mailInHeader=" + Collections.list(request.getHeaders("X-User-Mail")));
        out.println("mailInRequest=" + request.getAttribute("user.mail"));
        attributes(principal).forEach((name, value) -> out.println("attribute." + name + "=" + value));
    }

    /** Whatever class the principal is of: Tomcat's way to ask for attributes, and ours; reflectively, neither may be here. */
    private static Map<String, Object> attributes(Principal principal) {
        Map<String, Object> found = new TreeMap<>();
        try {
            if (principal != null) {
                ask(principal, found);
            }
        } catch (ReflectiveOperationException e) {
            found.clear();
        }
        return found;
    }

    private static void ask(Principal principal, Map<String, Object> found) throws ReflectiveOperationException {
        for (Method method : principal.getClass().getMethods()) {
            if (method.getName().equals("attributes") && method.getParameterCount() == 0) {
                ((Map<?, ?>) method.invoke(principal)).forEach((name, value) -> found.put((String) name, value));
                return;
            }
        }
        Method value = principal.getClass().getMethod("getAttribute", String.class);
        var names = (Enumeration<?>)
                principal.getClass().getMethod("getAttributeNames").invoke(principal);
        for (Object name : Collections.list(names)) {
            found.put((String) name, value.invoke(principal, name));
        }
    }
}
