package org.latchkey.jaas;

import java.util.Optional;
import javax.security.auth.login.CredentialNotFoundException;
import javax.security.auth.login.LoginException;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;

/**
 * The first phase of a login: which name and password are tried, and what became of them.
 *
 * @param engine decides
 * @param settings what is tried
 * @param shared what other modules left
 * @param questions asks the application
 */
record PasswordLogin(Authenticator engine, Settings settings, SharedState shared, Questions questions) {

    /**
     * Decides.
     *
     * @return who logged in
     * @throws LoginException when nobody did; its class says why
     */
    DirectoryPrincipal user() throws LoginException {
        if (settings.useFirstPass()) {
            return withShared();
        }
        Optional<Typed> first = settings.tryFirstPass() ? shared.find().filter(Typed::hasPassword) : Optional.empty();
        if (first.isEmpty()) {
            return withAnswers();
        }
        try (Typed tried = first.get()) {
            return withSharedOrAnswers(tried);
        }
    }

    private DirectoryPrincipal withShared() throws LoginException {
        try (Typed first = shared.find().orElseThrow(PasswordLogin::nothingShared)) {
            return proved(attempt(first));
        }
    }

    private static LoginException nothingShared() {
        return new CredentialNotFoundException(
                "useFirstPass is true, but no earlier module left a user name and a" + " password in the shared state");
    }

    /** Only a refusal is a reason to ask: an outage would not tell more about another password. */
    private DirectoryPrincipal withSharedOrAnswers(Typed first) throws LoginException {
        AuthenticationResult result = attempt(first);
        if (!(result instanceof Rejected) || !questions.canAsk()) {
            return proved(result);
        }
        try (Typed answers = questions.ask()) {
            // What was refused a moment ago is not sent again: it would count twice towards a lock.
            return stored(answers, answers.same(first) ? result : attempt(answers));
        }
    }

    private DirectoryPrincipal withAnswers() throws LoginException {
        try (Typed answers = questions.ask()) {
            return stored(answers, attempt(answers));
        }
    }

    private DirectoryPrincipal stored(Typed answers, AuthenticationResult result) throws LoginException {
        DirectoryPrincipal user = proved(result);
        if (settings.storePass()) {
            shared.store(answers);
        }
        return user;
    }

    private AuthenticationResult attempt(Typed typed) throws LoginException {
        UsernamePassword credentials = typed.credentials();
        try {
            return engine.authenticate(
                    LoginRequest.of(credentials, new Origin("jaas", null), Deadline.after(settings.timeout())));
        } catch (RuntimeException e) {
            throw LoginFailures.because("a defect kept the login from being decided", e);
        } finally {
            credentials.password().wipe();
        }
    }

    private static DirectoryPrincipal proved(AuthenticationResult result) throws LoginException {
        if (result instanceof Authenticated authenticated) {
            return authenticated.principal();
        }
        throw result instanceof Rejected rejected
                ? LoginFailures.refused(rejected.reason())
                : LoginFailures.unavailable((Unavailable) result);
    }
}
