package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Remembers the request a thread is working on, so that the realm's log can say where a login came from. It passes every
 * request on and never decides a login.
 *
 * <p>Safe for use by many threads.
 */
final class OriginValve extends ValveBase {

    private final CallingThread thread;

    /**
     * Makes a valve that is in no pipeline yet.
     *
     * @param thread is told of every request
     */
    OriginValve(CallingThread thread) {
        super(true);
        this.thread = thread;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        LoginOrigin outer = thread.enter(new RequestOrigin(request));
        try {
            getNext().invoke(request, response);
        } finally {
            thread.leave(outer);
        }
    }
}
