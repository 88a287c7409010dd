package org.latchkey.jaspic;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.SessionCheck;
import org.latchkey.SessionVerdict;
import org.latchkey.SessionVerdict.End;
import org.latchkey.SessionVerdict.Replace;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.DirectoryPrincipal;
import org.latchkey.jaspic.ProxiedSession.Word;
import org.latchkey.proxy.HeaderLine;
import org.latchkey.proxy.ProxyAnswer;
import org.latchkey.proxy.ProxyAnswer.NotTrusted;
import org.latchkey.proxy.ProxyAnswer.Refused;
import org.latchkey.proxy.ProxyAnswer.Somebody;
import org.latchkey.proxy.ProxyPeer;

/**
 * Logs in whom a trusted proxy names in a header, with the account state, the rules of admission and the roles of the
 * directory.
 *
 * <p>Who is not named is nobody, whatever the session or the container knows: an open page is anonymous then, and a protected
 * one 401. Whom the directory refuses is as nobody; what must not be said is 401 on every page. Reads the message's request,
 * from which nothing was taken out yet.
 *
 * <h2>What is not promised</h2>
 *
 * <p>That an address is the socket's, and that a certificate is the connection's: both are as the container tells them, and
 * some can be told to take them from headers.
 */
final class HeaderMechanism implements HttpMechanism {

    private static final String AUTH_TYPE = "HEADER";

    private final TrustedProxies proxies;
    private final PasswordCheck check;
    private final LiveCallers callers;
    private final Answers answers;
    private final ProxyRefusals refusals = new ProxyRefusals();

    HeaderMechanism(TrustedProxies proxies, PasswordCheck check, LiveCallers callers, Answers answers) {
        this.proxies = proxies;
        this.check = check;
        this.callers = callers;
        this.answers = answers;
    }

    /** What has been decided of a request: it comes by again when it is dispatched later, or asks for its caller. */
    private record Decided(@Nullable DirectoryPrincipal user) {

        static final String ATTRIBUTE = "org.latchkey.jaspic.decided";
    }

    @Override
    public AuthStatus validate(HttpExchange exchange) throws AuthException, IOException {
        HttpServletRequest request = exchange.atHand();
        if (request.getAttribute(Decided.ATTRIBUTE) instanceof Decided before) {
            return before.user() == null ? serveNobody(exchange) : serve(exchange, before.user());
        }
        ProxiedRequest proxied = new ProxiedRequest(request);
        boolean rewritten = proxied.isRewritten(proxies.byAddressAlone());
        List<HeaderLine> lines = proxied.lines(proxies.gate());
        ProxyPeer peer = proxied.peer(rewritten);
        ProxyAnswer answer = proxies.gate().examine(peer, lines);
        if (answer instanceof Refused refused) {
            refusals.add(refused.refusal(), peer.address());
            return answers.proxied(exchange);
        }
        if (answer instanceof Somebody somebody) {
            return decide(exchange, new Word(somebody, AUTH_TYPE + " " + peer.address()));
        }
        if (answer instanceof NotTrusted) {
            new ProxiedSession(request).endProxied();
            tell(rewritten, lines);
        }
        return serveNobody(exchange);
    }

    private void tell(boolean rewritten, List<HeaderLine> lines) {
        if (rewritten && lines.stream().anyMatch(line -> proxies.gate().hides(line.name()))) {
            refusals.addRewritten();
        }
    }

    private AuthStatus decide(HttpExchange exchange, Word word) throws AuthException, IOException {
        HttpServletRequest request = exchange.atHand();
        ProxiedSession session = new ProxiedSession(request);
        Optional<DirectoryPrincipal> known = session.known(word).flatMap(user -> stillValid(request, word, user));
        if (known.isPresent()) {
            return serve(exchange, known.get());
        }
        Instant asOf = callers.clock().instant();
        AuthenticationResult result = check.asserted(word.said().name(), request.getRemoteAddr());
        if (result instanceof Authenticated found) {
            DirectoryPrincipal user = SessionCheck.stamped(said(found.principal(), word), asOf);
            session.give(word, user);
            exchange.caller()
                    .handed()
                    .begun(made -> ProxiedSession.adopt(made, request.getRequestedSessionId(), word, user));
            return serve(exchange, user);
        }
        if (result instanceof Unavailable) {
            return answers.unavailable(exchange);
        }
        session.end();
        return serveNobody(exchange);
    }

    private static DirectoryPrincipal said(DirectoryPrincipal user, Word word) {
        return user.with(word.said().attributes(), word.said().groups());
    }

    /** Looks at the user of a session again where it is due; one who is not valid any more ends the session. */
    private Optional<DirectoryPrincipal> stillValid(HttpServletRequest request, Word word, DirectoryPrincipal noted) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        SessionVerdict<DirectoryPrincipal> verdict = callers.look(request, session, noted, found -> said(found, word));
        if (verdict instanceof Replace<DirectoryPrincipal> replace) {
            new ProxiedSession(request).give(word, replace.user());
            return Optional.of(replace.user());
        }
        if (verdict instanceof End<DirectoryPrincipal> end) {
            callers.end(request, session, noted, end);
            return Optional.empty();
        }
        return Optional.of(noted);
    }

    private static AuthStatus serve(HttpExchange exchange, DirectoryPrincipal user) throws AuthException {
        exchange.atHand().setAttribute(Decided.ATTRIBUTE, new Decided(user));
        exchange.caller().user(exchange.atHand(), SessionCaller.withoutTime(user));
        exchange.authType(AUTH_TYPE);
        return AuthStatus.SUCCESS;
    }

    private AuthStatus serveNobody(HttpExchange exchange) throws AuthException, IOException {
        exchange.atHand().setAttribute(Decided.ATTRIBUTE, new Decided(null));
        return exchange.goOnAs(Optional.empty(), answers::proxied);
    }
}
