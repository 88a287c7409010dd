package org.latchkey.jaspic;

import java.lang.System.Logger.Level;
import java.util.List;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigValues;
import org.latchkey.config.ProxyConfig;
import org.latchkey.proxy.ProxyGate;

/**
 * The proxies that a configuration believes. Safe for use by many threads.
 *
 * @param gate decides whom a request names
 * @param byAddressAlone whether those on this machine show nothing besides
 */
record TrustedProxies(ProxyGate gate, boolean byAddressAlone) {

    /**
     * Reads the keys, and says in the log what an administrator should know.
     *
     * @param values those of the door
     * @throws ConfigException when they do not go together
     */
    static TrustedProxies of(ConfigValues values) throws ConfigException {
        ProxyConfig config = ProxyConfig.of(values);
        config.warnings().forEach(TrustedProxies::warn);
        try {
            return new TrustedProxies(
                    ProxyGate.open(config, TrustedProxies::warn), config.proof().waived());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of("proxySecretFile: " + e.getMessage()));
        }
    }

    private static void warn(String sentence) {
        System.getLogger("org.latchkey").log(Level.WARNING, sentence);
    }
}
