package org.latchkey.internal.credential;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.StoredPasswordProof;
import org.latchkey.auth.Credentials.UsernamePassword;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.internal.login.CredentialVerifier;
import org.latchkey.internal.login.Verification;
import org.latchkey.spi.User;

/**
 * Checks a password, or a proof made from one, against the values of an attribute; any of them may match. Nothing is sent.
 *
 * @param attribute the attribute that holds the stored password
 * @param matcher compares a typed password with a stored one
 */
public record CompareVerifier(String attribute, StoredPasswordMatcher matcher) implements CredentialVerifier {

    @Override
    public Verification verifyUser(LoginRequest request, List<User> candidates) {
        Predicate<String> matches = matches(request.credentials());
        Optional<User> genuine = candidates.stream()
                .filter(user -> stored(user).stream().anyMatch(matches))
                .findFirst();
        return genuine.<Verification>map(Verification.Verified::of)
                .orElse(new Verification.Refused(RejectionReason.BAD_PASSWORD));
    }

    private Predicate<String> matches(Credentials credentials) {
        if (credentials instanceof UsernamePassword typed) {
            return stored -> matcher.matches(typed.password(), stored);
        }
        return credentials instanceof StoredPasswordProof proof ? proof.matches() : stored -> false;
    }

    private List<String> stored(User user) {
        return user.attributes().stream()
                .flatMap(entry -> entry.values(attribute).stream())
                .map(value ->
                        value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : (String) value)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
