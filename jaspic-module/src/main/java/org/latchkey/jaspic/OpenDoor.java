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
import org.latchkey.config.Door;

/**
 * A configuration at work: its hold on the engine, and the mechanism that asks it; both anew when a file that was read has
 * changed. Safe for use by many threads.
 */
final class OpenDoor implements AutoCloseable {

    private final Map<String, String> options;
    private final Object lock = new Object();
    private volatile Opened opened;
    private boolean closed;

    private record Opened(SharedAuthenticator engine, HttpMechanism mechanism) {

        static Opened of(Map<String, String> options) throws ConfigException {
            SharedAuthenticator engine = SharedAuthenticator.of(Door.JASPIC, options);
            DoorSettings settings = DoorSettings.of(engine.configuration().values());
            PasswordCheck check = new PasswordCheck(engine, settings.loginTimeout());
            Answers answers = new Answers(settings);
            HttpMechanism mechanism = switch (settings.mechanism()) {
                case "FORM" -> new FormMechanism(check, callers(engine, check), settings, answers);
                case "CLIENT_CERT" -> new ClientCertificateMechanism(check, answers);
                default -> new BasicMechanism(check, answers);
            };
            return new Opened(engine, settings.tlsOnly() ? new TlsOnly(mechanism, answers) : mechanism);
        }

        private static LiveCallers callers(SharedAuthenticator engine, PasswordCheck check) {
            Optional<SessionCheck> rules =
                    SessionCheck.of(engine.configuration().values());
            return new LiveCallers(check, rules, Clock.systemUTC(), System::nanoTime);
        }
    }

    private OpenDoor(Map<String, String> options, Opened opened) {
        this.options = options;
        this.opened = opened;
    }

    /**
     * Reads the options and joins the engine they describe.
     *
     * @param options the keys, without what a container adds of its own
     * @throws ConfigException when anything is wrong; it names every problem
     */
    static OpenDoor of(Map<String, String> options) throws ConfigException {
        return new OpenDoor(options, Opened.of(options));
    }

    AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        Opened now = opened;
        return (now.engine().isCurrent() ? now : renewed(now)).mechanism().validate(exchange);
    }

    /** A request that is under way with the old one gets its answer or an outage. */
    private Opened renewed(Opened old) {
        synchronized (lock) {
            if (opened.equals(old) && !closed) {
                try {
                    opened = Opened.of(options);
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
