package org.latchkey.it.login;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryHealth;
import org.latchkey.LdapAuthenticator;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.Secret;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.config.RealmConfig;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/** An engine opened from attributes as an administrator writes them. Safe for use by many threads. */
public final class Engine implements AutoCloseable {
    private final RealmConfig config;
    private final LdapAuthenticator authenticator;

    private Engine(RealmConfig config) {
        this.config = config;
        this.authenticator = LdapAuthenticator.open(config, StoredPasswordMatcher.none());
    }

    /** Opens an engine from nothing but these keys and values, in pairs. */
    public static Engine of(String... pairs) throws ConfigException {
        return of(Map.of(), pairs);
    }

    /** Users found by uid below ou=people, groups by member below ou=groups, searched by the reader; then these pairs. */
    public static Engine searching(OpenLdap server, String... pairs) throws ConfigException {
        return searchingAt(server.url(), pairs);
    }

    /** The same at any URLs. */
    public static Engine searchingAt(String urls, String... pairs) throws ConfigException {
        return of(Fixture.searching(urls), pairs);
    }

    /** What a server needs to be known, then these pairs; the value {@code -} takes a key away. */
    public static Engine of(Map<String, String> ground, String... pairs) throws ConfigException {
        Map<String, String> attributes = new HashMap<>(ground);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].equals("-")) {
                attributes.remove(pairs[i]);
            } else {
                attributes.put(pairs[i], pairs[i + 1]);
            }
        }
        return new Engine(ConfigReader.read(Door.TOMCAT, attributes).realm());
    }

    /** By password. */
    public AuthenticationResult login(String username, String password) {
        return authenticate(new Credentials.UsernamePassword(username, Secret.of(password)));
    }

    /** With the right password of the fixture. */
    public AuthenticationResult loginAs(String uid) {
        return login(uid, Fixture.person(uid).password());
    }

    /** Without a password, as proved by the container. */
    public AuthenticationResult proved(String username) {
        return authenticate(new Credentials.Asserted(username, null));
    }

    private AuthenticationResult authenticate(Credentials credentials) {
        return authenticator.authenticate(
                LoginRequest.of(credentials, new Origin("test", null), Deadline.after(config.loginTimeout())));
    }

    /** As of the last contact. */
    public boolean isUp() {
        return authenticator.health().up();
    }

    /** What the health says is wrong; empty while it is up. */
    public String lastFault() {
        return authenticator.health().detail();
    }

    /** All that is known of the directory and its servers. */
    public DirectoryHealth health() {
        return authenticator.health();
    }

    /** Contacts the directory now. */
    public void probe() {
        authenticator.probe();
    }

    /** Forgets which groups are in which. */
    public void clearGroupCache() {
        authenticator.clearGroupCache();
    }

    @Override
    public void close() {
        authenticator.close();
    }

    /** Who came in, or null. */
    public static @Nullable DirectoryPrincipal principal(AuthenticationResult result) {
        return result.<@Nullable DirectoryPrincipal>fold(a -> a.principal(), r -> null, u -> null);
    }

    /** The name of who came in, or null. */
    public static @Nullable String name(AuthenticationResult result) {
        DirectoryPrincipal principal = principal(result);
        return principal == null ? null : principal.getName();
    }

    /** The roles of who came in; an assertion error where nobody did. */
    public static Set<String> roles(AuthenticationResult result) {
        DirectoryPrincipal principal = principal(result);
        if (principal == null) {
            throw new AssertionError("not authenticated: " + result);
        }
        return principal.roles();
    }

    /** Why it was refused, or null. */
    public static @Nullable RejectionReason reason(AuthenticationResult result) {
        return result.<@Nullable RejectionReason>fold(a -> null, Rejected::reason, u -> null);
    }

    /** Why nobody could tell, or null. */
    public static @Nullable UnavailableCause cause(AuthenticationResult result) {
        return result.<@Nullable UnavailableCause>fold(a -> null, r -> null, Unavailable::cause);
    }
}
