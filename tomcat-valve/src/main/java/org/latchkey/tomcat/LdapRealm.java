package org.latchkey.tomcat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.realm.MessageDigestCredentialHandler;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSName;
import org.jspecify.annotations.Nullable;
import org.latchkey.DirectoryHealth;
import org.latchkey.DirectoryInspector;
import org.latchkey.LdapAuthenticator;
import org.latchkey.SessionCheck;
import org.latchkey.SessionVerdict;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.ClientCertificate;
import org.latchkey.auth.Credentials.StoredPasswordProof;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Configuration;
import org.latchkey.config.RealmConfig;
import org.latchkey.config.ServerUrl;

/**
 * Tomcat's door to the engine: a {@code Realm} whose users and roles are in an LDAP directory.
 *
 * <p>Takes every attribute of Tomcat's {@code JNDIRealm}, so that changing {@code className} is the whole migration. A
 * mistake in any attribute fails the start, naming the key, what was given and what is accepted. A directory that is down
 * does not: the realm starts and finds it again. Each start reads the configuration afresh.
 *
 * <p>A login answers {@code null} when it is refused and when nobody could tell; {@link #isAvailable()} tells which. Safe for
 * use by many threads once started. Not promised: a password is never handed out, so HTTP Digest works only where the
 * configuration reads a stored one ({@code userPassword}).
 */
public final class LdapRealm extends ReportingRealm {

    private final CallingThread thread = new CallingThread();
    private final Clock clock;
    private final LongSupplier nanoTime;
    private volatile @Nullable Running running;

    /** What exists between start and stop. */
    private record Running(
            List<RealmConfig> configs,
            LdapAuthenticator engine,
            RealmLogin login,
            ValvePlace origin,
            Optional<LiveSessions> live,
            List<HostPlaces> places,
            AtomicBoolean noDigest) {

        /** A Kerberos realm is a domain then, and says whose name it is. */
        boolean choosesByDomain() {
            return configs.stream()
                    .anyMatch(config -> !config.user().names().domains().isEmpty());
        }

        boolean readsPasswords() {
            return configs.stream().allMatch(config -> config.user().passwordAttribute() != null);
        }
    }

    /** Makes a realm without configuration; Tomcat's digester and embedding programs set the attributes. */
    public LdapRealm() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /** Makes a realm whose time is told by others. */
    LdapRealm(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    protected void startInternal() throws LifecycleException {
        Configuration configuration = configure();
        configuration.realms().forEach(this::tell);
        Running started = open(configuration);
        running = started;
        super.startInternal();
        probe();
        DirectoryHealth health = started.engine().health();
        if (!health.up()) {
            log.warn("The realm starts without its directory and keeps trying: " + health.cause() + ", "
                    + health.detail());
        }
    }

    private void tell(RealmConfig config) {
        config.taken().ifPresent(log::info);
        config.warnings().forEach(log::warn);
    }

    private Running open(Configuration configuration) throws LifecycleException {
        LdapAuthenticator engine = openEngine(configuration.realms());
        Duration timeout = configuration.values().duration(ConfigKey.LOGIN_TIMEOUT);
        LoginAnswers answers = LoginAnswers.of(configuration.values());
        RealmLogin login = new RealmLogin(engine, timeout, thread, log, clock, answers.tlsOnly());
        ValvePlace origin = ValvePlace.last(ValvePlace.before(getContainer()), new OriginValve(thread));
        List<HostPlaces> places = new ArrayList<>();
        if (answers.isAny()) {
            places.add(new HostPlaces(() -> new LoginAnswerValve(this, answers, log)));
        }
        Optional<LiveSessions> live = SessionCheck.of(configuration.values())
                .map(check -> new LiveSessions(check, login, log, clock, nanoTime));
        live.map(this::places).ifPresent(places::add);
        places.forEach(all -> all.attachTo(getContainer()));
        return new Running(
                configuration.realms(), engine, login, origin, live, List.copyOf(places), new AtomicBoolean());
    }

    private HostPlaces places(LiveSessions sessions) {
        return new HostPlaces(() -> new SessionValve(
                application -> LdapRealms.in(application.getRealm()).contains(this), sessions::look));
    }

    private LdapAuthenticator openEngine(List<RealmConfig> configs) throws LifecycleException {
        try {
            return LdapAuthenticator.open(configs, passwords());
        } catch (RuntimeException e) {
            throw cannotStart(e.toString(), e);
        }
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        Running ended = running;
        running = null;
        super.stopInternal();
        if (ended != null) {
            ended.places().forEach(HostPlaces::detach);
            ended.origin().clear();
            ended.engine().close();
        }
    }

    /** Looks for a directory that was down. Bounded by the configured timeouts. */
    @Override
    public void backgroundProcess() {
        super.backgroundProcess();
        Running now = running;
        if (now != null && !now.engine().health().up()) {
            probe();
        }
    }

    /** Contacts the directory if it was down; also offered through JMX. Bounded by the configured timeouts. */
    public void probe() {
        Running now = running;
        try {
            if (now != null) {
                now.engine().probe();
            }
        } catch (RuntimeException e) {
            log.error("Looking for the directory failed on a defect", e);
        }
    }

    /** Forgets which groups are in which groups, so that the next login asks the directory; offered through JMX. */
    public void clearGroupCache() {
        Running now = running;
        if (now != null) {
            now.engine().clearGroupCache();
        }
    }

    @Override
    public @Nullable Principal authenticate(@Nullable String username, @Nullable String password) {
        Running now = running;
        return now == null || username == null ? null : now.login().withPassword(username, password);
    }

    /**
     * HTTP Digest (RFC 7616 3.4): possible only where the configuration reads a stored password. Elsewhere it is refused
     * without asking the directory, and is not taken for a wrong password.
     */
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
        if (username == null || answer == null) {
            return null;
        }
        Running now = running;
        if (now != null && !now.readsPasswords()) {
            return refuseDigest(now);
        }
        String nonces = DigestAnswer.nonces(nonce, count, clientNonce, quality);
        DigestAnswer digest = new DigestAnswer(
                username,
                realm,
                nonces,
                hashedRequest,
                algorithm,
                digestCharset(),
                hasMessageDigest(algorithm),
                answer);
        return attempt(new StoredPasswordProof(username, digest), null);
    }

    private @Nullable Principal refuseDigest(Running now) {
        String message = "HTTP Digest needs a stored password to compare with and userPassword is not set:"
                + " such logins are refused. Use BASIC or FORM over TLS";
        if (now.noDigest().compareAndSet(false, true)) {
            log.warn(message);
        } else {
            log.debug(message);
        }
        thread.noteAnswered(false);
        return null;
    }

    /** As Tomcat's realms choose it, so that a digest stored for them is good here. */
    private Charset digestCharset() {
        return getCredentialHandler() instanceof MessageDigestCredentialHandler handler
                ? Charset.forName(handler.getEncoding())
                : StandardCharsets.ISO_8859_1;
    }

    @Override
    public @Nullable Principal authenticate(@Nullable String username) {
        return getPrincipal(username);
    }

    @Override
    protected @Nullable Principal getPrincipal(@Nullable String username) {
        return username == null ? null : attempt(new Asserted(username, null), null);
    }

    @Override
    protected @Nullable Principal getPrincipal(X509Certificate certificate) {
        if (getX509UsernameRetrieverClassName() == null) {
            return attempt(new ClientCertificate(certificate), null);
        }
        try {
            String username = x509UsernameRetriever.getUsername(certificate);
            return username == null ? null : attempt(new Asserted(username, null, certificate), null);
        } catch (RuntimeException e) { // a site's own retriever
            log.error("No user name could be taken from a client certificate", e);
            thread.noteAnswered(false);
            return null;
        }
    }

    @Override
    protected @Nullable Principal getPrincipal(GSSName gssName, @Nullable GSSCredential delegated) {
        String name = gssName.toString();
        int at = name.indexOf('@');
        Running now = running;
        boolean strips = isStripRealmForGss() && (now == null || !now.choosesByDomain());
        String username = strips && at > 0 ? name.substring(0, at) : name;
        return attempt(new Asserted(username, delegated), delegated);
    }

    /**
     * Decides a login for a valve, with all that is known of how it ended.
     *
     * @param credentials what was presented
     * @return the outcome, a user with the time of the question; {@code Unavailable} while the realm is not running
     */
    AuthenticationResult decide(Credentials credentials) {
        Running now = running;
        Instant asOf = clock.instant();
        AuthenticationResult result = now == null
                ? new Unavailable(UnavailableCause.CLOSED, "the realm is not running")
                : now.login().decide(credentials);
        return result instanceof Authenticated found
                ? new Authenticated(SessionCheck.stamped(found.principal(), asOf))
                : result;
    }

    /**
     * Looks again at a user whom a valve keeps, where {@code rolesRefreshInterval} says so.
     *
     * @param known the user
     * @param more adds to a successor what the directory does not say
     * @return what becomes of the session
     */
    SessionVerdict<GenericPrincipal> look(GenericPrincipal known, UnaryOperator<DirectoryPrincipal> more) {
        Running now = running;
        return now == null
                ? new SessionVerdict.Keep<>()
                : now.live().map(sessions -> sessions.look(known, more)).orElseGet(SessionVerdict.Keep::new);
    }

    /** What is known of the thread that calls the realm. */
    CallingThread thread() {
        return thread;
    }

    private @Nullable Principal attempt(Credentials credentials, @Nullable GSSCredential delegated) {
        Running now = running;
        return now == null ? null : now.login().attempt(credentials, delegated);
    }

    /**
     * Never knows one.
     *
     * @return {@code null}
     */
    @Override
    protected @Nullable String getPassword(String username) {
        return null;
    }

    /**
     * Whether the calling thread's last login in this request got an answer; without one, whether the directory was well
     * when it was last used. False while the realm is not running.
     */
    @Override
    public boolean isAvailable() {
        Running now = running;
        if (now == null) {
            return false;
        }
        Boolean answered = thread.lastAnswered();
        return answered != null ? answered : now.engine().health().up();
    }

    @Override
    Optional<DirectoryHealth> health() {
        Running now = running;
        return now == null ? Optional.empty() : Optional.of(now.engine().health());
    }

    @Override
    Optional<DirectoryInspector> inspector() {
        Running now = running;
        return now == null ? Optional.empty() : Optional.of(new DirectoryInspector(now.configs(), passwords(), clock));
    }

    private StoredPasswords passwords() {
        return new StoredPasswords(this::getCredentialHandler, log);
    }

    /** Whether a login ended as it did because no server can be reached; may look, for the configured timeouts. */
    boolean isOutage(Unavailable answer) {
        Running now = running;
        return now != null && now.engine().isOutage(answer);
    }

    /**
     * The servers in order of preference, for JMX.
     *
     * @return their URLs, separated by spaces; empty while the realm is not running
     */
    public String getServers() {
        Running now = running;
        return now == null
                ? ""
                : now.configs().stream()
                        .flatMap(config -> config.directory().servers().stream())
                        .map(ServerUrl::toString)
                        .collect(Collectors.joining(" "));
    }
}
