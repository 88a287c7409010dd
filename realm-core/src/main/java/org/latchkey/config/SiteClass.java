package org.latchkey.config;

import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks whether a class of the site's own can be used, without running any of its code. */
final class SiteClass {

    private SiteClass() {}

    /** The class that a key names, or empty where the key is not given or, which is then a problem, cannot be used. */
    static Optional<Class<?>> named(ConfigKey key, Class<?> type, ConfigValues values, Findings findings) {
        Optional<String> name = values.find(key, String.class);
        Class<?> found = name.map(SiteClass::find).orElse(null);
        String reason = name.isEmpty() ? null : unusable(found, type);
        if (reason == null) {
            return Optional.ofNullable(found);
        }
        findings.notAccepted(
                values.say(key),
                "the name of a public " + type.getName() + " with a public constructor without arguments",
                reason);
        return Optional.empty();
    }

    /** Why the class cannot be used, or {@code null} when it can. */
    private static @Nullable String unusable(@Nullable Class<?> found, Class<?> type) {
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
