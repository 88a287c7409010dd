package org.latchkey.config;

/** The entries to the engine that read the configuration language. */
public enum Door {
    /** The Tomcat realm. */
    TOMCAT
}
