package org.latchkey.tomcat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.catalina.Container;
import org.apache.catalina.ContainerEvent;
import org.apache.catalina.ContainerListener;
import org.apache.catalina.Engine;
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
    private final Map<Container, ValvePlace> placed = new ConcurrentHashMap<>();
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
        add(ValvePlace.before(container));
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
        placed.computeIfAbsent(host, absent -> ValvePlace.last(absent, valves.get()));
    }

    private void remove(Container host) {
        ValvePlace place = placed.remove(host);
        if (place != null) {
            place.clear();
        }
    }
}
