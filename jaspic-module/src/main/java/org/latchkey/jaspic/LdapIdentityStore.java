package org.latchkey.jaspic;

import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.latchkey.SharedAuthenticator;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.Secret;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;
import org.latchkey.config.Door;

/**
 * An identity store of Jakarta Security 3.0 (chapter 3) whose callers and groups are in an LDAP directory.
 *
 * <p>Serves applications that bring an authentication mechanism, such as {@code @BasicAuthenticationMechanismDefinition}.
 * With {@code latchkey-identity-store.properties} among its classes an application gets the store as a bean without a line of
 * code; one with settings of its own makes it in a producer. Safe for use by many threads. Needs no closing: the engine, which
 * all stores with the same configuration share, is held while it is asked and closed some minutes later.
 */
public final class LdapIdentityStore implements IdentityStore {

    private static final String ID = "latchkey";

    private final Map<String, String> keys;
    private final Set<ValidationType> useFor;
    private final int priority;

    private LdapIdentityStore(Map<String, String> keys, ConfigValues values) {
        this.keys = Map.copyOf(keys);
        useFor = EnumSet.noneOf(ValidationType.class);
        Arrays.stream(values.text(ConfigKey.USE_FOR).orElseThrow().split(","))
                .map(ValidationType::valueOf)
                .forEach(useFor::add);
        priority = values.integer(ConfigKey.PRIORITY);
    }

    /**
     * Makes a store. Sends nothing.
     *
     * @param keys the keys of the configuration, {@code configFile} among them
     * @return the store
     * @throws ConfigException when anything is wrong; it names every problem and shows no secret
     */
    public static LdapIdentityStore of(Map<String, String> keys) throws ConfigException {
        try (SharedAuthenticator engine = SharedAuthenticator.of(Door.JASPIC, keys)) {
            return new LdapIdentityStore(keys, engine.configuration().values());
        }
    }

    /**
     * {@inheritDoc} Every refusal is {@code INVALID}; the reason is in the log alone. Credentials that are no name with a
     * password are {@code NOT_VALIDATED}.
     *
     * @throws DirectoryUnavailableException when nobody could tell
     */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential typed
                ? validated(typed)
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    private CredentialValidationResult validated(UsernamePasswordCredential typed) {
        String name = Objects.requireNonNullElse(typed.getCaller(), "");
        Secret password = Secret.of(typed.getPassword().getValue());
        try {
            return ask(check -> check.of(name, password, null))
                    .fold(
                            authenticated -> valid(authenticated.principal()),
                            rejected -> CredentialValidationResult.INVALID_RESULT,
                            outage -> {
                                throw unavailable(outage);
                            });
        } finally {
            password.wipe();
        }
    }

    private static CredentialValidationResult valid(DirectoryPrincipal caller) {
        return new CredentialValidationResult(
                ID, caller.getName(), text(caller, "ldap.dn"), text(caller, "ldap.id"), caller.roles());
    }

    private static @Nullable String text(DirectoryPrincipal caller, String attribute) {
        return caller.attributes().get(attribute) instanceof String text ? text : null;
    }

    /**
     * {@inheritDoc} Meant for callers whom another store has let in: they have the groups of the entry with their name, and
     * none when there is no such entry or it may not log in.
     *
     * @throws DirectoryUnavailableException when nobody could tell: fewer groups than true would be a wrong answer
     */
    @Override
    public Set<String> getCallerGroups(CredentialValidationResult proved) {
        if (proved.getStatus() != CredentialValidationResult.Status.VALID) {
            return Set.of();
        }
        String name = proved.getCallerPrincipal().getName();
        return ask(check -> check.asserted(name, null))
                .fold(authenticated -> authenticated.principal().roles(), rejected -> Set.of(), outage -> {
                    throw unavailable(outage);
                });
    }

    private AuthenticationResult ask(Function<PasswordCheck, AuthenticationResult> question) {
        try (SharedAuthenticator engine = SharedAuthenticator.of(Door.JASPIC, keys)) {
            return question.apply(
                    new PasswordCheck(engine, engine.configuration().values().duration(ConfigKey.LOGIN_TIMEOUT)));
        } catch (ConfigException e) {
            throw new DirectoryUnavailableException("the configuration cannot be used any more: " + e.getMessage());
        }
    }

    private static DirectoryUnavailableException unavailable(Unavailable outage) {
        return new DirectoryUnavailableException("the directory could not tell who the caller is: " + outage.cause());
    }

    @Override
    public Set<ValidationType> validationTypes() {
        return EnumSet.copyOf(useFor);
    }

    @Override
    public int priority() {
        return priority;
    }
}
