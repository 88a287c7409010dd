package org.latchkey.tomcat;

import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;

/**
 * A valve of ours in a pipeline that may be serving already. Immutable.
 *
 * @param container in whose pipeline it stands
 * @param valve the valve
 */
record ValvePlace(Container container, Valve valve) {

    /** Puts a valve in, behind all others. */
    static ValvePlace last(Container container, Valve valve) {
        Pipeline pipeline = container.getPipeline();
        synchronized (pipeline) {
            valve.setNext(pipeline.getBasic()); // requests are under way: never be in the chain without a successor
            pipeline.addValve(valve);
        }
        return new ValvePlace(container, valve);
    }

    /**
     * Where every request to a container passes before any authenticator sees it. For a web application that is its host,
     * because an authenticator of its {@code context.xml} is in its own pipeline already.
     */
    static Container before(Container container) {
        Container parent = container.getParent();
        return container instanceof Context && parent != null ? parent : container;
    }

    /** Takes it out again; requests under way go on. */
    void clear() {
        Pipeline pipeline = container.getPipeline();
        synchronized (pipeline) {
            pipeline.removeValve(valve);
        }
    }
}
