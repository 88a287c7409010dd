package org.latchkey.internal.guard;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;

/**
 * Turns away what can never be a login, before anything is sent: names no directory should be asked about, and passwords
 * that a server could take for something else. Safe for use by many threads.
 */
public final class InputGate implements Authenticator {

    private static final int MAX_PASSWORD_BYTES = 4096;

    private final Authenticator inner;
    private final UsernameRules usernames;
    private final @Nullable Pattern pattern;

    /**
     * Makes the gate.
     *
     * @param inner who decides what passes
     * @param maxUsernameLength the longest name, in code points
     */
    public InputGate(Authenticator inner, int maxUsernameLength) {
        this(inner, maxUsernameLength, null);
    }

    /**
     * Makes the gate.
     *
     * @param inner who decides what passes
     * @param maxUsernameLength the longest name, in code points; nothing else bounds the time that a pattern takes
     * @param pattern what a whole name must match, or {@code null}
     */
    public InputGate(Authenticator inner, int maxUsernameLength, @Nullable Pattern pattern) {
        this.inner = inner;
        this.usernames = new UsernameRules(maxUsernameLength);
        this.pattern = pattern;
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        Credentials credentials = request.credentials();
        String name = UsernameRules.trimmed(credentials.username());
        Optional<RejectionReason> refusal = usernameRefusal(name);
        if (refusal.isEmpty() && credentials instanceof Credentials.UsernamePassword typed) {
            refusal = passwordRefusal(typed.password());
        }
        return refusal.<AuthenticationResult>map(AuthenticationResult.Rejected::new)
                .orElseGet(() -> inner.authenticate(request.with(credentials.named(name))));
    }

    private Optional<RejectionReason> usernameRefusal(String name) {
        Optional<RejectionReason> refusal = usernames.refusal(name);
        return refusal.isPresent() || pattern == null || pattern.matcher(name).matches()
                ? refusal
                : Optional.of(RejectionReason.USERNAME_NOT_ALLOWED);
    }

    private static Optional<RejectionReason> passwordRefusal(Secret password) {
        if (password.length() == 0) {
            return Optional.of(RejectionReason.EMPTY_PASSWORD);
        }
        if (password.length() > MAX_PASSWORD_BYTES || password.contains('\0')) {
            return Optional.of(RejectionReason.INVALID_PASSWORD);
        }
        Optional<byte[]> bytes = password.utf8();
        boolean fits = bytes.isPresent() && bytes.get().length <= MAX_PASSWORD_BYTES;
        bytes.ifPresent(copy -> Arrays.fill(copy, (byte) 0));
        return fits ? Optional.empty() : Optional.of(RejectionReason.INVALID_PASSWORD);
    }
}
