package org.latchkey;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.RealmConfig;
import org.latchkey.internal.certificate.CertificateLogins;
import org.latchkey.internal.guard.ListeningAuthenticator;
import org.latchkey.internal.guard.LoginLog;
import org.latchkey.internal.guard.SiteListener;

/**
 * The engine's front door: one directory or several, opened from a checked configuration.
 *
 * <p>Safe for use by many threads. Opening sends nothing: a directory that is down when a container starts is found again
 * by the next login or {@link #probe()}.
 */
public final class LdapAuthenticator implements Authenticator, AutoCloseable {

    private static final Duration DRAINING = Duration.ofSeconds(2);

    private final List<OpenDirectory> directories;
    private final Authenticator chain;
    private volatile boolean closing;
    private volatile boolean closed;

    private LdapAuthenticator(List<OpenDirectory> directories, Authenticator chain) {
        this.directories = directories;
        this.chain = chain;
    }

    /**
     * Opens the engine on one directory.
     *
     * @param config a checked configuration
     * @param matcher compares typed with stored passwords where the configuration reads them
     * @return the engine, to be closed by whoever opened it
     * @throws IllegalArgumentException when the configuration holds what a reader would have refused
     */
    public static LdapAuthenticator open(RealmConfig config, StoredPasswordMatcher matcher) {
        return open(List.of(config), matcher);
    }

    /**
     * Opens the engine on several directories: each name belongs to the first of them that knows it.
     *
     * @param configs checked configurations, in the order they are asked
     * @param matcher compares typed with stored passwords where the configuration reads them
     * @return the engine, to be closed by whoever opened it
     * @throws IllegalArgumentException when the configuration holds what a reader would have refused
     */
    public static LdapAuthenticator open(List<RealmConfig> configs, StoredPasswordMatcher matcher) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        startTimer();
        thread.setContextClassLoader(LdapAuthenticator.class.getClassLoader());
        try {
            return assembled(configs, matcher);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The JDK's timer thread keeps the context class loader of whoever first uses it, for ever: not that of an application. */
    private static void startTimer() {
        new CompletableFuture<Boolean>()
                .completeOnTimeout(true, 1, TimeUnit.NANOSECONDS)
                .join();
    }

    private static LdapAuthenticator assembled(List<RealmConfig> configs, StoredPasswordMatcher matcher) {
        Logger own = logger("org.latchkey");
        List<OpenDirectory> directories = opened(configs, matcher, own);
        Authenticator inner = directories.size() == 1
                ? directories.get(0)
                : new SeveralDirectories(directories, warning -> own.log(Level.WARNING, warning));
        Authenticator named =
                new CertificateLogins(inner, configs.get(0).certificates().user(), own);
        Authenticator logged =
                new ListeningAuthenticator(named, new LoginLog(logger("org.latchkey.login")), own, System::nanoTime);
        Authenticator chain = directories
                .get(0)
                .listener()
                .<Authenticator>map(
                        site -> new ListeningAuthenticator(logged, new SiteListener(site), own, System::nanoTime))
                .orElse(logged);
        return new LdapAuthenticator(directories, chain);
    }

    private static List<OpenDirectory> opened(List<RealmConfig> configs, StoredPasswordMatcher matcher, Logger log) {
        List<OpenDirectory> directories = new ArrayList<>();
        try {
            for (RealmConfig config : configs) {
                directories.add(new OpenDirectory(config, matcher, log));
            }
            return List.copyOf(directories);
        } catch (RuntimeException e) {
            directories.forEach(OpenDirectory::close);
            throw e;
        }
    }

    /** {@inheritDoc} Answers {@code Unavailable(CLOSED)} once {@link #close()} has begun, and never a success after it. */
    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        if (closing) {
            return stopped();
        }
        AuthenticationResult result = chain.authenticate(request);
        return closed ? stopped() : result;
    }

    private static AuthenticationResult stopped() {
        return new Unavailable(UnavailableCause.CLOSED, "the engine is stopped");
    }

    /** Contacts each directory and notes how it went. May block for the configured timeouts. */
    public void probe() {
        if (!closing) {
            directories.forEach(one -> one.directory().probe());
        }
    }

    /**
     * What is known of the directory, or of all of them together: up while each is.
     *
     * @return the health as of the last contact
     */
    public DirectoryHealth health() {
        return DirectoryHealth.of(directories);
    }

    /**
     * Whether no server can be reached, so that a local password may stand in. A connection that broke under a login says
     * nothing of the servers yet: they are contacted then. May block for the configured timeouts.
     *
     * @param answer how a login just ended
     * @return true while every server is out of reach; a certificate that is not accepted and a service account that is
     *     refused are no outage
     */
    public boolean isOutage(Unavailable answer) {
        if (!answer.cause().isOutage()) {
            return false;
        }
        if (answer.cause() == UnavailableCause.UNREACHABLE && !health().isOutage()) {
            probe();
        }
        return health().isOutage();
    }

    /** Forgets all that is believed of groups, so that the next login asks ({@code groupCacheTtl}). */
    public void clearGroupCache() {
        directories.forEach(OpenDirectory::clearGroupCache);
    }

    /** Waits two seconds at most for running logins, and closes every connection; what still runs ends unavailable. */
    @Override
    public void close() {
        closing = true;
        directories.forEach(one -> one.drain(DRAINING));
        closed = true;
        directories.forEach(OpenDirectory::close);
    }

    /**
     * Makes a logger, at open and so under our own class loader: a container's log manager chooses by the thread's, and a
     * logger first used inside a request would belong to one web application.
     */
    private static Logger logger(String name) {
        Logger logger = System.getLogger(name);
        logger.isLoggable(Level.INFO);
        return logger;
    }
}
