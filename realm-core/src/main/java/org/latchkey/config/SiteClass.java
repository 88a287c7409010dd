package org.latchkey.config;

import java.lang.reflect.Modifier;
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
        try {
            found.getConstructor();
            return null;
        } catch (NoSuchMethodException | LinkageError e) {
            return "it has no such constructor";
        }
    }

    /** Asks the context class loader, then our own. */
    private static @Nullable Class<?> find(String name) {
        ClassLoader[] loaders = {Thread.currentThread().getContextClassLoader(), SiteClass.class.getClassLoader()};
        for (ClassLoader loader : loaders) {
            try {
                return Class.forName(name, false, loader);
            } catch (ClassNotFoundException | LinkageError e) {
                continue;
            }
        }
        return null;
    }
}
