package org.latchkey.config;

import java.lang.reflect.Modifier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks whether a class of the site's own can be used, without running any of its code. */
final class SiteClass {

    private SiteClass() {}

    /** Why the class cannot be used, or {@code null} when it can. */
    static @Nullable String unusable(String name, Class<?> type) {
        Class<?> found = find(name);
        if (found == null) {
            return "there is no such class";
        }
        if (!type.isAssignableFrom(found)) {
            return "it is no " + type.getSimpleName();
        }
        if (Modifier.isAbstract(found.getModifiers()) || !Modifier.isPublic(found.getModifiers())) {
            return "it is abstract or not public";
        }
        return constructible(found) ? null : "it has no such constructor";
    }

    private static boolean constructible(Class<?> found) {
        try {
            return Stream.of(found.getConstructors()).anyMatch(one -> one.getParameterCount() == 0);
        } catch (LinkageError e) {
            return false;
        }
    }

    /** Asks the context class loader, then our own. */
    private static @Nullable Class<?> find(String name) {
        Class<?> found = find(name, Thread.currentThread().getContextClassLoader());
        return found == null ? find(name, SiteClass.class.getClassLoader()) : found;
    }

    private static @Nullable Class<?> find(String name, @Nullable ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
