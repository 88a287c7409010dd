package org.latchkey.config;

import java.util.List;
import java.util.Objects;

/**
 * Which proxies may say who somebody is, and how. Immutable; shows no secret.
 *
 * @param trusted the addresses of the proxies
 * @param proof what they must show besides
 * @param headers what they say it in
 * @param ajpRemoteUser whether the name is that of an AJP connection, where the request came by one
 * @param warnings what an administrator should know
 */
public record ProxyConfig(
        List<Network> trusted, ProxyProof proof, ProxyHeaders headers, boolean ajpRemoteUser, List<String> warnings) {

    /** Copies the lists. */
    public ProxyConfig {
        trusted = List.copyOf(trusted);
        Objects.requireNonNull(proof, "proof");
        Objects.requireNonNull(headers, "headers");
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the keys of a proxy from the checked values of a door's keys.
     *
     * @param values the values
     * @return the configuration, complete
     * @throws ConfigException when anything is missing or does not go together; it names every problem
     */
    public static ProxyConfig of(ConfigValues values) throws ConfigException {
        Findings findings = new Findings();
        ProxyConfig config = new ProxyReader(values, findings).read();
        findings.throwIfAny();
        return config;
    }
}
