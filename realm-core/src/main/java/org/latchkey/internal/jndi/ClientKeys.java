package org.latchkey.internal.jndi;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.LogText;

/**
 * Shows the client's certificate where there is one, and notes on the session that the server has asked for it: under TLS
 * 1.3 a server that is not content says so only after the handshake (RFC 8446 4.4.2.4), where JNDI does not pass it on.
 * Safe for use by many threads.
 */
final class ClientKeys extends X509ExtendedKeyManager {

    private static final String NOTE = ClientKeys.class.getName();

    private final @Nullable X509ExtendedKeyManager keys;

    private ClientKeys(@Nullable X509ExtendedKeyManager keys) {
        this.keys = keys;
    }

    /**
     * Makes it.
     *
     * @param managers what holds the keys; without any no certificate is shown
     * @return the one key manager for a context
     */
    static KeyManager[] of(KeyManager... managers) {
        X509ExtendedKeyManager keys = null;
        for (KeyManager one : managers) {
            keys = keys == null && one instanceof X509ExtendedKeyManager extended ? extended : keys;
        }
        return new KeyManager[] {new ClientKeys(keys)};
    }

    /**
     * What the server asked for in the handshake, and was given.
     *
     * @param session the session
     * @return a clause for a message, or empty where it asked for nothing
     */
    static Optional<String> note(SSLSession session) {
        return Optional.ofNullable(session.getValue(NOTE)).map(String::valueOf);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        String alias = keys == null ? null : keys.chooseClientAlias(keyTypes, issuers, socket);
        if (socket instanceof SSLSocket secure) {
            secure.getHandshakeSession()
                    .putValue(
                            NOTE,
                            "in the TLS handshake the server had asked for a client certificate, and "
                                    + (alias == null ? "none was shown" : "was shown that of " + subject(alias)));
        }
        return alias;
    }

    private String subject(String alias) {
        X509Certificate[] chain = getCertificateChain(alias);
        return chain == null || chain.length == 0
                ? "nobody"
                : "'" + LogText.escaped(chain[0].getSubjectX500Principal().getName()) + "'";
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return keys == null ? null : keys.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return keys == null ? null : keys.getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return keys == null ? null : keys.getClientAliases(keyType, issuers);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return keys == null ? null : keys.chooseEngineClientAlias(keyTypes, issuers, engine);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
