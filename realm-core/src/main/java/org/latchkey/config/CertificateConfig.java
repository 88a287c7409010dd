package org.latchkey.config;

import org.jspecify.annotations.Nullable;

/**
 * What a login by client certificate wants. Immutable.
 *
 * @param user which name in the certificate is its user's
 * @param attribute the attribute of the user's entry that must hold the certificate itself, without options; or {@code null}
 *     where none is asked for
 */
public record CertificateConfig(
        CertificateUser user, @Nullable String attribute) {}
