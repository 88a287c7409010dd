package org.latchkey.jaas;

import java.util.ArrayList;
import java.util.List;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/** Somebody who answers the questions for name and password, and can be asked how often. */
final class Answers implements CallbackHandler {

    private final @Nullable String name;
    private final char @Nullable [] password;
    private final List<PasswordCallback> asked = new ArrayList<>();

    private Answers(@Nullable String name, char @Nullable [] password) {
        this.name = name;
        this.password = password;
    }

    static Answers of(@Nullable String name, @Nullable String password) {
        return new Answers(name, password == null ? null : password.toCharArray());
    }

    static Answers alice() {
        return of("alice", "alice-c4nary");
    }

    int asked() {
        return asked.size();
    }

    /** Whether a question still holds its answer. */
    boolean anyAnswerLeft() {
        return asked.stream()
                .map(PasswordCallback::getPassword)
                .anyMatch(left -> left != null && !new String(left).isBlank());
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback question) {
                question.setName(name);
            } else if (callback instanceof PasswordCallback question) {
                question.setPassword(password);
                asked.add(question);
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
