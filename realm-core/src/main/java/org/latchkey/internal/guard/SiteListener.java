package org.latchkey.internal.guard;

import java.time.Duration;
import org.latchkey.auth.AuthenticationListener;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.Known;
import org.latchkey.auth.Credentials.StoredPasswordProof;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Secret;

/**
 * Tells a site's own listener of each login, without the password.
 *
 * @param site the site's listener
 */
public record SiteListener(AuthenticationListener site) implements AuthenticationListener {

    @Override
    public void onResult(LoginRequest request, AuthenticationResult result, Duration took) {
        site.onResult(request.with(withoutSecret(request.credentials())), result, took);
    }

    private static Credentials withoutSecret(Credentials credentials) {
        String name = credentials.username();
        if (credentials instanceof UsernamePassword) {
            return new UsernamePassword(name, Secret.of(""));
        }
        if (credentials instanceof Known) {
            return new Known(name, null);
        }
        if (credentials instanceof StoredPasswordProof) {
            return new StoredPasswordProof(name, stored -> false);
        }
        return credentials instanceof Asserted asserted
                ? new Asserted(name, null, asserted.certificate())
                : credentials;
    }
}
