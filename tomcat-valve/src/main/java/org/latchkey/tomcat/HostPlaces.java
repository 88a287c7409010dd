package org.latchkey.tomcat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.catalina.Container;
import org.apache.catalina.ContainerEvent;
import org.apache.catalina.ContainerListener;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.jspecify.annotations.Nullable;

/**
 * Puts a valve last into the pipeline of every host that a realm serves, those that come later too. There single sign-on has
 * passed, which stands in a host or in the engine, and so has a {@code RemoteIpValve} there, and the applications with their
 * authenticators are still to come.
 *
 * <p>Safe for use by many threads.
 */
final class HostPlaces implements ContainerListener {

    private final Supplier<Valve> valves;
    private final Map<Container, Valve> placed = new ConcurrentHashMap<>();
    private @Nullable Container engine;

    /**
     * Makes the places, in no pipeline yet.
     *
     * @param valves makes a valve for each
     */
    HostPlaces(Supplier<Valve> valves) {
        this.valves = valves;
    }

    /**
     * Puts the valves in.
     *
     * @param container what the realm belongs to
     */
    void attachTo(Container container) {
        if (container instanceof Engine) {
            engine = container;
            container.addContainerListener(this);
            for (Container host : container.findChildren()) {
                add(host);
            }
            return;
        }
        Container parent = container.getParent();
        add(container instanceof Context && parent != null ? parent : container);
    }

    /** Takes them out again; requests under way go on. */
    void detach() {
        Container listened = engine;
        if (listened != null) {
            listened.removeContainerListener(this);
        }
        placed.keySet().forEach(this::remove);
    }

    @Override
    public void containerEvent(ContainerEvent event) {
        if (event.getData() instanceof Container host && event.getContainer().equals(engine)) {
            if (event.getType().equals(Container.ADD_CHILD_EVENT)) {
                add(host);
            } else if (event.getType().equals(Container.REMOVE_CHILD_EVENT)) {
                remove(host);
            }
        }
    }

    private void add(Container host) {
        placed.computeIfAbsent(host, absent -> added(absent.getPipeline()));
    }

    private Valve added(Pipeline pipeline) {
        Valve valve = valves.get();
        synchronized (pipeline) {
            valve.setNext(
                    pipeline.getBasic()); // a host may be serving already: never be in its chain without a successor
            pipeline.addValve(valve);
        }
        return valve;
    }

    private void remove(Container host) {
        Valve valve = placed.remove(host);
        if (valve != null) {
            Pipeline pipeline = host.getPipeline();
            synchronized (pipeline) {
                pipeline.removeValve(valve);
            }
        }
    }
}
