package org.latchkey.jaas;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.security.Principal;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;

/**
 * The class of the principals for users, or of those for roles.
 *
 * @param constructor makes one from a name
 */
record PrincipalClass(Constructor<?> constructor) {

    /**
     * Finds the class that a key names, by the context class loader and then by our own.
     *
     * @param key the key
     * @param values the configuration
     * @param usual the class where the key is not given
     * @return the class, fit for use
     * @throws LoginException when it cannot be used; says the key, what was given and what is accepted
     */
    static PrincipalClass of(ConfigKey key, ConfigValues values, Class<? extends Principal> usual)
            throws LoginException {
        String name = values.text(key).orElse(usual.getName());
        try {
            return new PrincipalClass(usable(find(name)));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw LoginFailures.because(
                    key + " is " + LogText.quoted(name) + ", but must be the name of a public class that implements "
                            + Principal.class.getName() + " and has a public constructor with a String",
                    e);
        }
    }

    private static Class<?> find(String name) throws ClassNotFoundException {
        try {
            return load(name, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return load(name, PrincipalClass.class.getClassLoader());
        }
    }

    private static Class<?> load(String name, @Nullable ClassLoader loader) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
    }

    private static Constructor<?> usable(Class<?> found) throws ReflectiveOperationException {
        Constructor<?> constructor = found.getConstructor(String.class);
        if (!Principal.class.isAssignableFrom(found) || Modifier.isAbstract(found.getModifiers())) {
            throw new InstantiationException(found.getName() + " is no principal or abstract");
        }
        if (!constructor.canAccess(null)) {
            throw new IllegalAccessException(found.getName() + " is not public or not exported");
        }
        return constructor;
    }

    /**
     * Makes a principal.
     *
     * @param name its name
     * @return the principal
     * @throws LoginException when its constructor throws
     */
    Principal named(String name) throws LoginException {
        try {
            return (Principal) constructor.newInstance(name);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw LoginFailures.because("a " + type().getName() + " could not be made", e);
        }
    }

    Class<?> type() {
        return constructor.getDeclaringClass();
    }
}
