package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Has the user of every request of some applications looked at, behind single sign-on and before any authenticator. It passes
 * every request on. Safe for use by many threads.
 */
final class SessionValve extends ValveBase {

    private final Predicate<Context> whose;
    private final Consumer<Request> look;

    /**
     * Makes a valve that is in no pipeline yet.
     *
     * @param whose tells the applications
     * @param look looks at a request
     */
    SessionValve(Predicate<Context> whose, Consumer<Request> look) {
        super(true);
        this.whose = whose;
        this.look = look;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Context application = request.getContext();
        if (application != null && whose.test(application)) {
            look.accept(request);
        }
        getNext().invoke(request, response);
    }
}
