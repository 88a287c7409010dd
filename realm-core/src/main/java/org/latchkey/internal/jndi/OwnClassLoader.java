package org.latchkey.internal.jndi;

/**
 * Makes the engine's own class loader the thread's context class loader for a while.
 *
 * <p>JNDI loads the socket factory through it, and the reader thread that JNDI starts keeps it: the class loader of a web
 * application would be pinned for as long as the connection lives.
 */
final class OwnClassLoader implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final ClassLoader previous = thread.getContextClassLoader();

    private OwnClassLoader(ClassLoader loader) {
        thread.setContextClassLoader(loader);
    }

    /**
     * Enters it on the calling thread.
     *
     * @return what puts the previous class loader back
     */
    static OwnClassLoader enter() {
        return new OwnClassLoader(OwnClassLoader.class.getClassLoader());
    }

    /**
     * Enters the JVM's own on the calling thread, for what starts a thread that outlives the engine.
     *
     * @return what puts the previous class loader back
     */
    static OwnClassLoader leave() {
        return new OwnClassLoader(ClassLoader.getSystemClassLoader());
    }

    @Override
    public void close() {
        thread.setContextClassLoader(previous);
    }
}
