package org.latchkey.jaas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;

/** Another module of a stack: does what a test says, and keeps what it saw in the shared state. */
public final class ScriptedModule implements LoginModule {

    static final String NAME = "javax.security.auth.login.name";
    static final String PASSWORD = "javax.security.auth.login.password";

    /** What it does in one login, and what it saw. */
    static final class Script {
        boolean loginFails;
        boolean commitFails;
        Consumer<Subject> atCommit = subject -> {};
        final Map<String, Object> leaves = new HashMap<>();
        final List<String> calls = new ArrayList<>();
        final Map<String, Map<String, Object>> seen = new HashMap<>();

        Script leaving(Object name, Object password) {
            leaves.put(NAME, name);
            leaves.put(PASSWORD, password);
            return this;
        }

        Script failingAtLogin() {
            loginFails = true;
            return this;
        }

        Script failingAtCommit() {
            commitFails = true;
            return this;
        }

        Script atCommit(Consumer<Subject> action) {
            atCommit = action;
            return this;
        }
    }

    private Subject subject;
    private Map<String, Object> shared;
    private Script script;

    @Override
    @SuppressWarnings("unchecked")
    public void initialize(Subject into, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {
        subject = into;
        shared = (Map<String, Object>) sharedState;
        script = (Script) options.get("script");
    }

    private void note(String call) {
        script.calls.add(call);
        script.seen.put(call, new HashMap<>(shared));
    }

    @Override
    public boolean login() throws LoginException {
        note("login");
        shared.putAll(script.leaves);
        if (script.loginFails) {
            throw new FailedLoginException("scripted");
        }
        return true;
    }

    @Override
    public boolean commit() throws LoginException {
        note("commit");
        if (script.commitFails) {
            throw new LoginException("scripted");
        }
        script.atCommit.accept(subject);
        return !script.loginFails;
    }

    @Override
    public boolean abort() {
        note("abort");
        return true;
    }

    @Override
    public boolean logout() {
        note("logout");
        return true;
    }
}
