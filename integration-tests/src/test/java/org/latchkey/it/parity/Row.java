package org.latchkey.it.parity;

/**
 * One line of the table: somebody tries to come in under a configuration, and this is right.
 *
 * @param configuration the realms' attributes
 * @param attempt who, with what
 * @param right how it must end with us, and with JNDIRealm too unless {@link Differences} says otherwise
 */
record Row(Configuration configuration, Attempt attempt, Outcome right) {
    String id() {
        return configuration.name() + " / " + attempt.label();
    }

    @Override
    public String toString() {
        return id();
    }
}
