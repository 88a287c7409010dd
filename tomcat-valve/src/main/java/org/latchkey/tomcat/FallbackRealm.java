package org.latchkey.tomcat;

import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Realm;
import org.apache.catalina.Wrapper;
import org.apache.catalina.realm.CombinedRealm;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.juli.logging.Log;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSName;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.ConfigValues;

/**
 * Lets a few people in by a local realm while no server of the directory can be reached, and at no other time.
 *
 * <p>Holds two {@code <Realm>} elements: first {@link LdapRealm}, alone or in Tomcat's {@code LockOutRealm}, then any realm
 * that is local. The directory is asked first, always. The local realm is asked only for names of {@code fallbackUsers} and
 * for holders of {@code fallbackRole}, only by a password, and only when the directory could not answer this very login
 * because every server is out of reach: a wrong password, a refusal, a certificate that is not accepted and a service account
 * that is refused never open it. Five wrong local passwords for a name within five minutes lock it for the rest of them, and
 * each use is a line at WARN.
 *
 * <p>A mistake in an attribute, other nested realms than these, and a nested realm that does not start fail the start. Safe for
 * use by many threads once started. Not promised: a session that was opened by a local password keeps its user and roles
 * until it ends, also when the directory is back.
 */
public final class FallbackRealm extends CombinedRealm {

    private static final Set<ConfigKey> KEYS = EnumSet.of(
            ConfigKey.FALLBACK_USERS,
            ConfigKey.FALLBACK_ROLE,
            ConfigKey.ALL_ROLES_MODE,
            ConfigKey.THROW_ON_FAILURE,
            ConfigKey.TRANSPORT_GUARANTEE_REDIRECT_STATUS);

    private final Log log = OwnLog.of(FallbackRealm.class);
    private final Map<String, String> given = new ConcurrentHashMap<>();
    private volatile @Nullable LocalStandIn standIn;

    /** Makes a realm without configuration; Tomcat's digester and embedding programs set attributes and nested realms. */
    public FallbackRealm() {}

    /**
     * Takes any attribute by name, read strictly at start.
     *
     * @param name the key
     * @param value its value as written, or {@code null} to leave the key out again
     */
    public void setProperty(String name, @Nullable String value) {
        if (value == null) {
            given.remove(name);
        } else {
            given.put(name, value);
        }
    }

    @Override
    public void setAllRolesMode(String mode) {
        setProperty("allRolesMode", mode);
    }

    @Override
    public void setTransportGuaranteeRedirectStatus(int status) {
        setProperty("transportGuaranteeRedirectStatus", String.valueOf(status));
    }

    /**
     * As written, read strictly at start.
     *
     * @param status an HTTP status
     */
    public void setTransportGuaranteeRedirectStatus(String status) {
        setProperty("transportGuaranteeRedirectStatus", status);
    }

    @Override
    public void setThrowOnFailure(boolean throwOnFailure) {
        setThrowOnFailure(String.valueOf(throwOnFailure));
    }

    /**
     * As written, read strictly at start. Counts at once too: it says what a failed start does.
     *
     * @param throwOnFailure {@code true} or {@code false}
     */
    public void setThrowOnFailure(String throwOnFailure) {
        super.setThrowOnFailure(!throwOnFailure.equals("false"));
        setProperty("throwOnFailure", throwOnFailure);
    }

    /**
     * Refused at start: it belongs to the nested realm that sees certificates.
     *
     * @param validate as written
     */
    public void setValidate(String validate) {
        setProperty("validate", validate);
    }

    /**
     * Refused at start: it belongs to the nested realm that sees Kerberos names.
     *
     * @param strip as written
     */
    public void setStripRealmForGss(String strip) {
        setProperty("stripRealmForGss", strip);
    }

    @Override
    public void setX509UsernameRetrieverClassName(@Nullable String className) {
        setProperty("x509UsernameRetrieverClassName", className);
    }

    @Override
    public void setUserAttributes(@Nullable String attributes) {
        setProperty("userAttributes", attributes);
    }

    @Override
    protected void startInternal() throws LifecycleException {
        ConfigValues values = read();
        NestedRealms nested = new NestedRealms(List.of(getNestedRealms()));
        try {
            nested.start();
        } catch (LifecycleException e) {
            throw cannotStart(String.valueOf(e.getMessage()), e);
        }
        Set<String> names = Set.copyOf(items(values.text(ConfigKey.FALLBACK_USERS)));
        String role = values.text(ConfigKey.FALLBACK_ROLE).orElse(null);
        standIn = new LocalStandIn(nested.ldap(), nested.local(), names, role, log);
        super.startInternal();
    }

    private ConfigValues read() throws LifecycleException {
        try {
            ConfigValues values = ConfigReader.values(KEYS, given);
            check(values);
            super.setAllRolesMode(values.text(ConfigKey.ALL_ROLES_MODE).orElseThrow());
            super.setTransportGuaranteeRedirectStatus(values.integer(ConfigKey.TRANSPORT_GUARANTEE_REDIRECT_STATUS));
            return values;
        } catch (ConfigException e) {
            throw cannotStart(String.join("; ", e.problems()), e);
        }
    }

    private static void check(ConfigValues values) throws ConfigException {
        Optional<String> role = values.text(ConfigKey.FALLBACK_ROLE);
        if (values.text(ConfigKey.FALLBACK_USERS).or(() -> role).isEmpty()) {
            throw new ConfigException(List.of("fallbackUsers or fallbackRole must be given: the names, separated by"
                    + " commas, that may come in by a local password while the directory is out of reach, or the"
                    + " local realm's role that they have"));
        }
        if (role.filter(name -> name.startsWith("*")).isPresent()) {
            throw new ConfigException(List.of("fallbackRole is '" + role.get()
                    + "', but must be a role of the local realm: everybody there would have this one"));
        }
    }

    private static List<String> items(Optional<String> list) {
        return list.map(text -> List.of(text.strip().split("\\s*,\\s*"))).orElse(List.of());
    }

    /** Tomcat's Combined and LockOutRealm drop a realm that does not start and go on, so it is said loudly here. */
    private LifecycleException cannotStart(String problems, Throwable cause) {
        String message = "The realm " + getRealmPath() + " of " + getContainer() + " cannot start: " + problems;
        log.error(message);
        return new LifecycleException(message, cause);
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        standIn = null;
        super.stopInternal();
    }

    /** The directory, which is asked first and by everything but a password alone. */
    private Realm directory() {
        return realms.get(0);
    }

    @Override
    public @Nullable Principal authenticate(@Nullable String username, @Nullable String password) {
        LocalStandIn now = standIn;
        if (now == null) {
            return null;
        }
        Principal user = directory().authenticate(username, password);
        if (user != null || username == null || password == null) {
            return user;
        }
        Unavailable answer = now.answerToThisLogin();
        return answer == null ? null : now.authenticate(username, password, answer);
    }

    @Override
    public @Nullable Principal authenticate(@Nullable String username) {
        return standIn == null ? null : directory().authenticate(username);
    }

    @Override
    public @Nullable Principal authenticate(
            @Nullable String username,
            @Nullable String answer,
            String nonce,
            @Nullable String count,
            @Nullable String clientNonce,
            @Nullable String quality,
            String realm,
            String hashedRequest,
            String algorithm) {
        return standIn == null
                ? null
                : directory()
                        .authenticate(
                                username, answer, nonce, count, clientNonce, quality, realm, hashedRequest, algorithm);
    }

    @Override
    public @Nullable Principal authenticate(X509Certificate @Nullable [] certificates) {
        return standIn == null ? null : directory().authenticate(certificates);
    }

    @Override
    public @Nullable Principal authenticate(GSSContext context, boolean storeCredential) {
        return standIn == null ? null : directory().authenticate(context, storeCredential);
    }

    @Override
    public @Nullable Principal authenticate(GSSName name, @Nullable GSSCredential credential) {
        return standIn == null ? null : directory().authenticate(name, credential);
    }

    /**
     * Whether a principal has a role. A principal of Tomcat's kind says so itself, the directory's and a local one alike; the local
     * realm is asked only about one of its own kind, never about the directory's user of the same name.
     */
    @Override
    public boolean hasRole(@Nullable Wrapper wrapper, @Nullable Principal principal, @Nullable String role) {
        LocalStandIn now = standIn;
        return now != null
                && (principal instanceof GenericPrincipal ? now.ldap() : now.local()).hasRole(wrapper, principal, role);
    }

    /**
     * Whether the calling thread's last login in this request got an answer, by the directory or, while it was out of reach, by
     * the local realm; without one, whether the directory was well when it was last used.
     */
    @Override
    public boolean isAvailable() {
        LocalStandIn now = standIn;
        return now != null && now.ldap().isAvailable();
    }
}
