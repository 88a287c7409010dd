package org.latchkey.tomcat;

import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;

/** Makes loggers of the container's. */
final class OwnLog {

    private OwnLog() {}

    /** JULI picks a logger's configuration by the context class loader, which may be a web application's. */
    static Log of(Class<?> owner) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(owner.getClassLoader());
        try {
            return LogFactory.getLog(owner);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
