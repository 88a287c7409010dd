package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.latchkey.SessionCheck;
import org.latchkey.SharedAuthenticator;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigValues;
import org.latchkey.config.Door;

/**
 * A configuration at work: its hold on the engine, and the mechanism that asks it; both anew when a file that was read has
 * changed. Safe for use by many threads.
 */
final class OpenDoor implements AutoCloseable {

    private final Map<String, String> options;
    private final Object lock = new Object();
    private volatile Opened opened;
    private volatile boolean filtered;
    private boolean closed;

    private record Opened(SharedAuthenticator engine, HttpMechanism mechanism, ApplicationView view) {}

    private OpenDoor(Map<String, String> options) throws ConfigException {
        this.options = options;
        this.opened = opened(options);
    }

    private Opened opened(Map<String, String> options) throws ConfigException {
        SharedAuthenticator engine = SharedAuthenticator.of(Door.JASPIC, options);
        try {
            return opened(engine, engine.configuration().values());
        } catch (ConfigException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private Opened opened(SharedAuthenticator engine, ConfigValues values) throws ConfigException {
        DoorSettings settings = DoorSettings.of(values);
        PasswordCheck check = new PasswordCheck(engine, settings.loginTimeout());
        LiveCallers callers = new LiveCallers(check, SessionCheck.of(values), Clock.systemUTC(), System::nanoTime);
        Answers answers = new Answers(settings);
        Optional<TrustedProxies> proxies =
                settings.mechanism().equals("HEADER") ? Optional.of(TrustedProxies.of(values)) : Optional.empty();
        HttpMechanism mechanism = switch (settings.mechanism()) {
            case "HEADER" -> new HeaderMechanism(proxies.orElseThrow(), check, callers, answers);
            case "FORM" -> new FormMechanism(check, callers, settings, answers);
            case "CLIENT_CERT" -> new ClientCertificateMechanism(check, answers);
            default -> new BasicMechanism(check, answers);
        };
        ApplicationView view = ApplicationView.of(values, proxies.map(TrustedProxies::gate));
        HttpMechanism showing = view.isEmpty() ? mechanism : new ShowingMechanism(mechanism, view, () -> filtered);
        return new Opened(engine, settings.tlsOnly() ? new TlsOnly(showing, answers) : showing, view);
    }

    /**
     * Reads the options and joins the engine they describe.
     *
     * @param options the keys, without what a container adds of its own
     * @throws ConfigException when anything is wrong; it names every problem
     */
    static OpenDoor of(Map<String, String> options) throws ConfigException {
        return new OpenDoor(options);
    }

    AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        Opened now = opened;
        return (now.engine().isCurrent() ? now : renewed(now)).mechanism().validate(exchange);
    }

    /** What the application is to see of requests. */
    ApplicationView view() {
        return opened.view();
    }

    /** From now on a {@link RequestFilter} stands before the application. */
    void filtered() {
        filtered = true;
    }

    /** A request that is under way with the old one gets its answer or an outage. */
    private Opened renewed(Opened old) {
        synchronized (lock) {
            if (opened.equals(old) && !closed) {
                try {
                    opened = opened(options);
                    old.engine().close();
                } catch (ConfigException e) {
                    System.getLogger("org.latchkey")
                            .log(Level.ERROR, "The changed configuration is not used: " + e.getMessage());
                }
            }
            return opened;
        }
    }

    /** Lets the engine go; a request that runs meanwhile gets its answer or an outage. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            opened.engine().close();
        }
    }
}
