package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import java.io.IOException;
import java.util.Map;
import org.latchkey.SharedAuthenticator;
import org.latchkey.config.ConfigException;
import org.latchkey.config.Door;

/** A configuration at work: its hold on the engine, and the mechanism that asks it. Safe for use by many threads. */
final class OpenDoor implements AutoCloseable {

    private final SharedAuthenticator engine;
    private final HttpMechanism mechanism;

    private OpenDoor(SharedAuthenticator engine, HttpMechanism mechanism) {
        this.engine = engine;
        this.mechanism = mechanism;
    }

    /**
     * Reads the options and joins the engine they describe.
     *
     * @param options the keys, without what a container adds of its own
     * @throws ConfigException when anything is wrong; it names every problem
     */
    static OpenDoor of(Map<String, String> options) throws ConfigException {
        SharedAuthenticator engine = SharedAuthenticator.of(Door.JASPIC, options);
        DoorSettings settings = DoorSettings.of(engine.configuration().values());
        PasswordCheck check = new PasswordCheck(engine, settings.loginTimeout());
        Answers answers = new Answers(settings);
        HttpMechanism mechanism =
                settings.form() ? new FormMechanism(check, settings, answers) : new BasicMechanism(check, answers);
        return new OpenDoor(engine, settings.tlsOnly() ? new TlsOnly(mechanism, answers) : mechanism);
    }

    AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        return mechanism.validate(exchange);
    }

    /** Lets the engine go; a request that runs meanwhile gets its answer or an outage. */
    @Override
    public void close() {
        engine.close();
    }
}
