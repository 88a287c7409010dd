package org.latchkey.internal.jndi;

/** Makes an object of a class that a site names in its configuration. */
final class SiteClass {

    private SiteClass() {}

    /**
     * Makes one, with the engine's own class loader or else the thread's.
     *
     * @param key the configuration key, for the message
     * @param name the class
     * @param type what it must be
     * @param <T> what it must be
     * @return the object
     * @throws IllegalArgumentException when it cannot be made; the message names the key and the class
     */
    static <T> T make(String key, String name, Class<T> type) {
        try {
            Object made = load(name).getConstructor().newInstance();
            if (!type.isInstance(made)) {
                throw new IllegalArgumentException(key + ": " + name + " is no " + type.getName());
            }
            return type.cast(made);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(
                    key + ": " + name + " is no public class with a public constructor without arguments", e);
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name, true, SiteClass.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            if (context == null) {
                throw e;
            }
            return Class.forName(name, true, context);
        }
    }
}
