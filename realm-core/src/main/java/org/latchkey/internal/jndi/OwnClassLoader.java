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

    private OwnClassLoader() {
        thread.setContextClassLoader(OwnClassLoader.class.getClassLoader());
    }

    /**
     * Enters it on the calling thread.
     *
     * @return what puts the previous class loader back
     */
    static OwnClassLoader enter() {
        return new OwnClassLoader();
    }

    @Override
    public void close() {
        thread.setContextClassLoader(previous);
    }
}
