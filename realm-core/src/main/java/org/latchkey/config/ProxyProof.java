package org.latchkey.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;

/**
 * What a proxy must show besides its address. Immutable.
 *
 * @param secretHeader the header with the shared secret, or {@code null} where none is asked for
 * @param secretFile where the secret is kept, or {@code null} where none is asked for
 * @param subjects whose client certificate is asked for; none where no certificate is
 * @param waived whether this machine need show nothing
 */
public record ProxyProof(
        @Nullable String secretHeader, @Nullable SecretFile secretFile, List<Dn> subjects, boolean waived) {

    /** Copies the list. */
    public ProxyProof {
        subjects = List.copyOf(subjects);
    }

    /**
     * Whether there is anything to show.
     *
     * @return true when a secret or a certificate is asked for
     */
    public boolean isAsked() {
        return secretFile != null || !subjects.isEmpty();
    }
}
