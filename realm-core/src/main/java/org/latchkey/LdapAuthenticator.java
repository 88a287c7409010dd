package org.latchkey;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.LogText;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.StoredPasswordMatcher;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.RealmConfig;
import org.latchkey.internal.connection.Directory;
import org.latchkey.internal.group.GroupGraph;
import org.latchkey.internal.guard.Bulkhead;
import org.latchkey.internal.guard.InputGate;
import org.latchkey.internal.guard.ListeningAuthenticator;
import org.latchkey.internal.guard.LoginLog;
import org.latchkey.internal.guard.SiteListener;
import org.latchkey.internal.jndi.JndiConnectionFactory;

/**
 * The engine's front door: one directory, opened from a checked configuration.
 *
 * <p>Safe for use by many threads. Opening sends nothing: a directory that is down when a container starts is found again
 * by the next login or {@link #probe()}.
 */
public final class LdapAuthenticator implements Authenticator, AutoCloseable {

    private static final Duration DRAINING = Duration.ofSeconds(2);

    private final Directory directory;
    private final GroupGraph graph;
    private final SiteHooks hooks;
    private final Bulkhead bulkhead;
    private final Authenticator chain;
    private volatile boolean closing;
    private volatile boolean closed;

    private LdapAuthenticator(
            Directory directory, GroupGraph graph, SiteHooks hooks, Bulkhead bulkhead, Authenticator chain) {
        this.directory = directory;
        this.graph = graph;
        this.hooks = hooks;
        this.bulkhead = bulkhead;
        this.chain = chain;
    }

    /**
     * Opens the engine.
     *
     * @param config a checked configuration
     * @param matcher compares typed with stored passwords where the configuration reads them
     * @return the engine, to be closed by whoever opened it
     * @throws IllegalArgumentException when the configuration holds what a reader would have refused
     */
    public static LdapAuthenticator open(RealmConfig config, StoredPasswordMatcher matcher) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        startTimer();
        thread.setContextClassLoader(LdapAuthenticator.class.getClassLoader());
        try {
            return assembled(config, matcher);
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

    private static LdapAuthenticator assembled(RealmConfig config, StoredPasswordMatcher matcher) {
        Logger own = logger("org.latchkey");
        SiteHooks hooks = new SiteHooks(config.hooks(), own);
        Directory directory = new Directory(new JndiConnectionFactory(config.directory()), config.directory());
        GroupGraph graph = new GroupGraph(config.roles().graphLifetime(), System::nanoTime);
        Authenticator pipelines = new Assembly(
                        config, directory, graph, hooks, warning -> own.log(Level.WARNING, LogText.escaped(warning)))
                .authenticator(matcher);
        Bulkhead bulkhead = new Bulkhead(pipelines, config.directory().pools().logins());
        Authenticator gated = new InputGate(
                bulkhead, config.maxUsernameLength(), config.admission().usernames());
        Authenticator logged =
                new ListeningAuthenticator(gated, new LoginLog(logger("org.latchkey.login")), own, System::nanoTime);
        Authenticator chain = hooks.listener()
                .<Authenticator>map(
                        site -> new ListeningAuthenticator(logged, new SiteListener(site), own, System::nanoTime))
                .orElse(logged);
        return new LdapAuthenticator(directory, graph, hooks, bulkhead, chain);
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

    /** Contacts the directory and notes how it went. May block for the configured timeouts. */
    public void probe() {
        if (!closing) {
            directory.probe();
        }
    }

    /**
     * What is known of the directory.
     *
     * @return the health as of the last contact
     */
    public DirectoryHealth health() {
        return DirectoryHealth.of(directory);
    }

    /** Forgets which groups are in which groups, so that the next login asks ({@code groupCacheTtl}). */
    public void clearGroupCache() {
        graph.clear();
    }

    /** Waits two seconds at most for running logins, and closes every connection; what still runs ends unavailable. */
    @Override
    public void close() {
        closing = true;
        bulkhead.drain(DRAINING);
        closed = true;
        directory.close();
        hooks.close();
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
