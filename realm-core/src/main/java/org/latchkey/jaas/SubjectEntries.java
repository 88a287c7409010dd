package org.latchkey.jaas;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginException;

/**
 * What this module put into a {@code Subject}; what was there before, or came from others, is never taken out.
 *
 * <p>Used by one thread.
 */
final class SubjectEntries {

    private final Subject subject;
    private final List<Principal> principals = new ArrayList<>();
    private final List<Object> credentials = new ArrayList<>();

    SubjectEntries(Subject subject) {
        this.subject = subject;
    }

    boolean isEmpty() {
        return principals.isEmpty() && credentials.isEmpty();
    }

    /**
     * Puts principals and a public credential in, all or nothing.
     *
     * @throws LoginException when the Subject cannot be changed
     */
    void put(List<Principal> added, Object credential) throws LoginException {
        try {
            added.forEach(principal -> note(principal, subject.getPrincipals(), principals));
            note(credential, subject.getPublicCredentials(), credentials);
        } catch (IllegalStateException | SecurityException e) {
            remove();
            throw unchangeable(e);
        }
    }

    private static <T> void note(T item, Set<? super T> into, List<? super T> own) {
        if (into.add(item)) {
            own.add(item);
        }
    }

    /**
     * Takes out what was put in.
     *
     * @throws LoginException when the Subject cannot be changed
     */
    void remove() throws LoginException {
        if (isEmpty()) {
            return;
        }
        try {
            principals.forEach(subject.getPrincipals()::remove);
            credentials.forEach(subject.getPublicCredentials()::remove);
        } catch (IllegalStateException | SecurityException e) {
            throw unchangeable(e);
        } finally {
            principals.clear();
            credentials.clear();
        }
    }

    private static LoginException unchangeable(RuntimeException cause) {
        return LoginFailures.because("the Subject cannot be changed: it is read-only", cause);
    }
}
