package org.latchkey;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Authenticator;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigException;
import org.latchkey.config.Configuration;
import org.latchkey.config.Door;

/**
 * A door's hold on an engine that everybody with the same configuration in this class loader shares; for doors that have no
 * start and no stop of their own.
 *
 * <p>The engine is opened with the first hold and closed five minutes after the last was let go. Safe for use by many
 * threads. The configuration is read when it is first asked for, and again when the file that {@code configFile} names,
 * or one that it names in turn, has changed; a changed file with a mistake in it is reported in the log, and what was read before stays. Secrets that are
 * given as {@code ${file:...}} are read by the engine, whenever it needs them.
 */
public final class SharedAuthenticator implements Authenticator, AutoCloseable {

    private final SharedEngines.Asked asked;
    private final Configuration configuration;
    private final SharedEngine engine;
    private final SharedEngines engines;
    private final AtomicBoolean letGo = new AtomicBoolean();

    SharedAuthenticator(
            SharedEngines.Asked asked, Configuration configuration, SharedEngine engine, SharedEngines engines) {
        this.asked = asked;
        this.configuration = configuration;
        this.engine = engine;
        this.engines = engines;
    }

    /**
     * Takes a hold. Sends nothing.
     *
     * @param door who asks; its own keys are accepted
     * @param options the keys given directly, {@code configFile} among them
     * @return the hold, to be closed by whoever took it
     * @throws ConfigException when anything is wrong; it names every problem and shows no secret
     */
    public static SharedAuthenticator of(Door door, Map<String, String> options) throws ConfigException {
        return SharedEngines.ALL.hold(door, options);
    }

    /** Closes at once every engine that nobody holds, as befits the end of the application that the engine came with. */
    public static void closeIdle() {
        SharedEngines.ALL.closeIdle();
    }

    /**
     * What was read.
     *
     * @return the configuration, with the door's own values
     */
    public Configuration configuration() {
        return configuration;
    }

    /**
     * Whether a new hold would be on the same. Looks at the files that were read, so that whoever holds on for long learns of
     * a change.
     *
     * @return false when one has changed, and is right
     */
    public boolean isCurrent() {
        return configuration.files().now().equals(configuration.files()) || engines.isCurrent(asked, configuration);
    }

    /** {@inheritDoc} Answers {@code Unavailable(CLOSED)} once the hold was let go. */
    @Override
    public AuthenticationResult authenticate(LoginRequest request) {
        return letGo.get()
                ? new Unavailable(UnavailableCause.CLOSED, "the hold on the engine was let go")
                : engine.authenticator().authenticate(request);
    }

    /**
     * What is known of the directory.
     *
     * @return the health as of the last contact
     */
    public DirectoryHealth health() {
        return engine.engine().health();
    }

    /** Lets go. Once is enough; again does nothing. */
    @Override
    public void close() {
        if (letGo.compareAndSet(false, true)) {
            engines.release(engine);
        }
    }
}
