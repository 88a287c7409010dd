package org.latchkey.config;

import java.util.EnumSet;
import java.util.Set;

/** The entries to the engine that read the configuration language. */
public enum Door {
    /** The Tomcat realm. */
    TOMCAT,
    /** The Jakarta Authentication server auth module, and the identity store of Jakarta Security. */
    JASPIC,
    /** The JAAS login module. */
    JAAS,
    /** The valves for Tomcat, and the realm that holds another: they open no engine and use the realm's. */
    VALVE;

    /**
     * Those that open an engine.
     *
     * @return every door but {@link #VALVE}
     */
    static Set<Door> engines() {
        return EnumSet.complementOf(EnumSet.of(VALVE));
    }

    /**
     * Those that believe a proxy who somebody is.
     *
     * @return the doors
     */
    static Set<Door> proxies() {
        return EnumSet.of(JASPIC, VALVE);
    }
}
