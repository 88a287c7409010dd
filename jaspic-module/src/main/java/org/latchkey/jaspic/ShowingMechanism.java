package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Gives applications another request than the one that came ({@link ApplicationView}), whoever its user is.
 *
 * <p>A container that does not pass on what it is given is refused, unless a {@link RequestFilter} stands in the application.
 */
final class ShowingMechanism implements HttpMechanism {

    private final HttpMechanism mechanism;
    private final ApplicationView view;
    private final BooleanSupplier filtered;

    ShowingMechanism(HttpMechanism mechanism, ApplicationView view, BooleanSupplier filtered) {
        this.mechanism = mechanism;
        this.view = view;
        this.filtered = filtered;
    }

    @Override
    public AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        if (view.changesHeaders() && exchange.keepsItsRequest() && !filtered.getAsBoolean()) {
            throw new AuthException(
                    "This server gives applications every header, whatever a module takes out or puts in:"
                            + " with mechanism HEADER, or with requestHeaders, latchkey-jaspic.jar must be in the application");
        }
        AuthStatus status = mechanism.validate(exchange.with(view.stripped(exchange.request())));
        if (AuthStatus.SUCCESS.equals(status)) {
            exchange.message()
                    .setRequestMessage(
                            view.shown(exchange.atHand(), exchange.caller().handed()));
        }
        return status;
    }
}
