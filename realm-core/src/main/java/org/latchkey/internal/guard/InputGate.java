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
import org.latchkey.config.NameConfig;

/**
 * Turns away what can never be a login, before anything is sent: names no directory should be asked about, and passwords
 * that a server could take for something else. Safe for use by many threads.
 */
public final class InputGate implements Authenticator {

    private static final int MAX_PASSWORD_BYTES = 4096;

    private final Authenticator inner;
    private final PresentedNames names;

    /**
     * Makes the gate.
     *
     * @param inner who decides what passes
     * @param maxUsernameLength the longest name, in code points
     */
    public InputGate(Authenticator inner, int maxUsernameLength) {
        this(inner, maxUsernameLength, null, NameConfig.PLAIN);
    }

    /**
     * Makes the gate.
     *
     * @param inner who decides what passes
     * @param maxUsernameLength the longest name, in code points; nothing else bounds the time that a pattern takes
     * @param pattern what a whole name must match, its domain taken off, or {@code null}
     * @param names which names are this directory's
     */
    public InputGate(Authenticator inner, int maxUsernameLength, @Nullable Pattern pattern, NameConfig names) {
        this.inner = inner;
        this.names = new PresentedNames(new UsernameRules(maxUsernameLength), pattern, names);
    }

    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        Credentials credentials = request.credentials();
        PresentedNames.Reading read = names.read(credentials);
        Optional<RejectionReason> refusal = read.refusal();
        if (refusal.isEmpty() && credentials instanceof Credentials.UsernamePassword typed) {
            refusal = passwordRefusal(typed.password());
        }
        return refusal.<AuthenticationResult>map(AuthenticationResult.Rejected::new)
                .orElseGet(() -> inner.authenticate(request.with(credentials.named(read.name()))));
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
