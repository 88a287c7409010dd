package org.latchkey.it.ee.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** Asks for passwords by BASIC, as the application's developers decided. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "Latchkey")
public class OwnMechanism {}
