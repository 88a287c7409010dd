package com.ibm.wsspi.security.jaspi;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;

/** The shape of Open Liberty's service, to compile against: the server brings the real one, and this one is in no jar. */
public interface ProviderService {

    /**
     * Makes the provider for every application of the server.
     *
     * @param factory the server's registry
     * @return the provider
     */
    AuthConfigProvider getAuthConfigProvider(AuthConfigFactory factory);
}
