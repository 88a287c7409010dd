package org.latchkey.config;

import java.util.List;

/**
 * Somebody who may come in by a local password while no server of the directory can be reached. Immutable.
 *
 * @param name the name, exactly as it is typed
 * @param password what is stored of the password
 * @param roles the roles
 */
public record FallbackUser(String name, PasswordHash password, List<String> roles) {

    /** Copies the list. */
    public FallbackUser {
        roles = List.copyOf(roles);
    }
}
