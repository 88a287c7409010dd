package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the request a thread is working on, so that the realm's log can say where a login came from. It passes every
 * request on and never decides a login.
 *
 * <p>Safe for use by many threads.
 */
final class OriginValve extends ValveBase {

    private final CallingThread thread;
    private @Nullable Pipeline pipeline;

    /**
     * Makes a valve that is in no pipeline yet.
     *
     * @param thread is told of every request
     */
    OriginValve(CallingThread thread) {
        super(true);
        this.thread = thread;
    }

    /**
     * Puts the valve where every request to the container passes before any authenticator sees it. For a web application
     * that is its host's pipeline, because an authenticator of its {@code context.xml} is in its own pipeline already.
     *
     * @param container what the realm belongs to
     */
    void attachTo(Container container) {
        Container parent = container.getParent();
        Pipeline chosen = (container instanceof Context && parent != null ? parent : container).getPipeline();
        if (chosen == null) {
            return;
        }
        synchronized (chosen) {
            setNext(chosen.getBasic()); // a host may be serving already: never be in its chain without a successor
            chosen.addValve(this);
        }
        pipeline = chosen;
    }

    /** Takes the valve out again; requests under way go on. */
    void detach() {
        Pipeline chosen = pipeline;
        if (chosen != null) {
            synchronized (chosen) {
                chosen.removeValve(this);
            }
        }
        pipeline = null;
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
