package org.latchkey.config;

/** The entries to the engine that read the configuration language. */
public enum Door {
    /** The Tomcat realm. */
    TOMCAT,
    /** The Jakarta Authentication server auth module, and the identity store of Jakarta Security. */
    JASPIC,
    /** The JAAS login module. */
    JAAS
}
