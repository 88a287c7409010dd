package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.realm.GenericPrincipal;
import org.jspecify.annotations.Nullable;
import org.latchkey.SessionVerdict;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Authenticated;
import org.latchkey.auth.AuthenticationResult.Unavailable;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;
import org.latchkey.config.ProxyConfig;
import org.latchkey.proxy.HeaderLine;
import org.latchkey.proxy.ProxyAnswer;
import org.latchkey.proxy.ProxyAnswer.NotTrusted;
import org.latchkey.proxy.ProxyAnswer.Refused;
import org.latchkey.proxy.ProxyAnswer.Somebody;
import org.latchkey.proxy.ProxyGate;
import org.latchkey.proxy.ProxyPeer;
import org.latchkey.proxy.ProxyRefusal;

/**
 * Logs in whom a trusted proxy names, in a header or as the user of an AJP connection, with the account state, the rules of
 * admission and the roles that the {@link LdapRealm} of the application finds in the directory.
 *
 * <p>Takes the headers it is configured with, in every spelling, out of every request, whoever sent it. Without trusted
 * addresses and something to show besides, it does not start. Where nobody is named an open page is anonymous and a protected
 * one 401, unless {@code headerOptional} hands over to the application's own login; whom the directory refuses is 401 on a
 * protected page and nobody on an open one; what must not be said is 401; and 503 is the answer while the directory, or a
 * realm to ask, is missing.
 *
 * <p>Belongs into a {@code <Context>}; in a {@code <Host>} or {@code <Engine>} it logs in for every application there, the
 * manager's included. Safe for use by many threads once started.
 */
public final class RemoteUserValve extends ConfiguredValve {

    private static final Set<ConfigKey> KEYS = EnumSet.of(
            ConfigKey.TRUSTED_PROXIES,
            ConfigKey.PROXY_SECRET_HEADER,
            ConfigKey.PROXY_SECRET_FILE,
            ConfigKey.PROXY_CERTIFICATE_SUBJECT,
            ConfigKey.ALLOW_LOOPBACK_WITHOUT_SECRET,
            ConfigKey.USER_HEADER,
            ConfigKey.ATTRIBUTE_HEADERS,
            ConfigKey.GROUPS_HEADER,
            ConfigKey.GROUPS_HEADER_ALLOW,
            ConfigKey.HEADER_CHARSET,
            ConfigKey.HEADER_OPTIONAL,
            ConfigKey.AJP_REMOTE_USER);
    private static final String RETRY_AFTER_SECONDS = "30";

    private static final AtomicInteger VALVES = new AtomicInteger();

    /** A note of this valve's own: what one has passed another has still to look at. */
    private final String seen = RemoteUserValve.class.getName() + VALVES.incrementAndGet();

    private final Map<ProxyRefusal, LongAdder> refusals = new EnumMap<>(ProxyRefusal.class);
    private final AtomicBoolean missedRealm = new AtomicBoolean();
    private volatile @Nullable Running running;

    /** What exists between start and stop. */
    private record Running(ProxyGate gate, boolean headerOptional, boolean ajpRemoteUser) {

        /** How a name was said, and from where: another of either is asked about again. */
        String way(ProxyPeer peer) {
            return authType(peer) + " " + peer.address();
        }

        String authType(ProxyPeer peer) {
            return ajpRemoteUser && peer.ajp() != null ? "AJP" : "HEADER";
        }
    }

    /** Makes a valve without configuration; Tomcat's digester and embedding programs set the attributes. */
    public RemoteUserValve() {
        for (ProxyRefusal refusal : ProxyRefusal.values()) {
            refusals.put(refusal, new LongAdder());
        }
    }

    @Override
    protected void startInternal() throws LifecycleException {
        try {
            ConfigValues values = configured(KEYS);
            ProxyConfig config = ProxyConfig.of(values);
            config.warnings().forEach(log::warn);
            running = new Running(
                    ProxyGate.open(config, log::warn), values.bool(ConfigKey.HEADER_OPTIONAL), config.ajpRemoteUser());
        } catch (ConfigException e) {
            throw cannotStart(String.join("; ", e.problems()), e);
        } catch (IllegalArgumentException e) {
            throw cannotStart("proxySecretFile: " + e.getMessage(), e);
        }
        if (getContainer() instanceof Context context && realmOf(context).isEmpty()) {
            running = null;
            throw cannotStart(noRealm(context), null);
        }
        super.startInternal();
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        running = null;
        super.stopInternal();
    }

    private static Optional<LdapRealm> realmOf(Context context) {
        List<LdapRealm> realms = LdapRealms.in(context.getRealm());
        return realms.size() == 1 ? Optional.of(realms.get(0)) : Optional.empty();
    }

    private static String noRealm(Context context) {
        return "the realm of " + context + " must be one " + LdapRealm.class.getName()
                + ", alone or inside others, and there are "
                + LdapRealms.in(context.getRealm()).size();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Running now = running;
        if (now == null) {
            unavailable(response);
            return;
        }
        ProxiedRequest proxied = new ProxiedRequest(request);
        List<HeaderLine> lines = proxied.takeHeaders(now.gate());
        if (request.getNote(seen) != null) { // an asynchronous request comes by again when it is dispatched
            getNext().invoke(request, response);
            return;
        }
        request.setNote(seen, true);
        ProxyPeer peer = proxied.peer();
        proxied.forgetConnectorsUser();
        Context context = request.getContext();
        ProxyAnswer answer = now.gate().examine(peer, lines);
        if (context == null) {
            getNext().invoke(request, response);
        } else if (answer instanceof Refused refused) {
            refuse(refused.refusal(), peer, response);
        } else if (answer instanceof Somebody somebody) {
            serve(new Visit(request, response, context, now), somebody, peer);
        } else {
            serveNobody(new Visit(request, response, context, now), answer instanceof NotTrusted);
        }
    }

    /** One request to an application. */
    private record Visit(Request request, Response response, Context context, Running now) {

        boolean asksForLogin() {
            return Protection.asksForLogin(request, context);
        }

        ProxiedSession session() {
            return new ProxiedSession(request);
        }
    }

    private void serve(Visit visit, Somebody said, ProxyPeer peer) throws IOException, ServletException {
        Optional<ProxiedSession.Login> known =
                visit.session().known(said, visit.now().way(peer)).flatMap(login -> stillValid(visit, login));
        if (known.isPresent()) {
            serveAs(visit, known.get(), peer);
            return;
        }
        AuthenticationResult result = ask(visit.context(), said);
        if (result instanceof Authenticated found) {
            GenericPrincipal principal =
                    RealmLogin.principal(found.principal().with(said.attributes(), said.groups()), null);
            ProxiedSession.Login login =
                    new ProxiedSession.Login(said, visit.now().way(peer), principal);
            visit.session().give(login);
            serveAs(visit, login, peer);
        } else if (result instanceof Unavailable) {
            unavailable(visit.response());
        } else {
            visit.session().end();
            if (visit.asksForLogin()) {
                unauthorized(visit.response());
            } else {
                getNext().invoke(visit.request(), visit.response());
            }
        }
    }

    /** Looks at a login of the session again where it is due; one that is not valid any more ends the session. */
    private static Optional<ProxiedSession.Login> stillValid(Visit visit, ProxiedSession.Login login) {
        Optional<LdapRealm> realm = realmOf(visit.context());
        if (realm.isEmpty()) {
            return Optional.empty();
        }
        SessionVerdict<GenericPrincipal> verdict = realm.get().look(login.principal(), login::adding);
        if (verdict instanceof SessionVerdict.Replace<GenericPrincipal> replace) {
            ProxiedSession.Login renewed = login.with(replace.user());
            visit.session().give(renewed);
            return Optional.of(renewed);
        }
        if (verdict instanceof SessionVerdict.End) {
            visit.session().end();
            return Optional.empty();
        }
        return Optional.of(login);
    }

    private AuthenticationResult ask(Context context, Somebody said) {
        Optional<LdapRealm> realm = realmOf(context);
        if (realm.isEmpty() && missedRealm.compareAndSet(false, true)) {
            log.error(noRealm(context) + ": nobody whom a proxy names is let in there");
        }
        return realm.map(found -> found.decide(new Asserted(said.name(), null)))
                .orElseGet(() -> new Unavailable(UnavailableCause.CLOSED, "there is no realm"));
    }

    private void serveAs(Visit visit, ProxiedSession.Login login, ProxyPeer peer) throws IOException, ServletException {
        visit.request().setUserPrincipal(login.principal());
        visit.request().setAuthType(visit.now().authType(peer));
        try {
            getNext().invoke(visit.request(), visit.response());
        } finally {
            visit.session().adopt(login);
        }
    }

    private void serveNobody(Visit visit, boolean passedTheProxies) throws IOException, ServletException {
        boolean login = visit.asksForLogin();
        if (passedTheProxies || (login && visit.now().headerOptional())) {
            visit.session().endProxied();
        } else {
            visit.session().hide();
        }
        if (login && !visit.now().headerOptional()) {
            unauthorized(visit.response());
        } else {
            getNext().invoke(visit.request(), visit.response());
        }
    }

    private void refuse(ProxyRefusal refusal, ProxyPeer peer, Response response) throws IOException {
        LongAdder count = count(refusal);
        count.increment();
        String message = "A request from the trusted address " + peer.address() + " is refused: " + refusal.sentence();
        if (count.sum() == 1) {
            log.warn(message + ". The next of this kind are counted (JMX: refusals) and told at debug level");
        } else {
            log.debug(message);
        }
        unauthorized(response);
    }

    /** The scheme says that no password helps; one must be named (RFC 9110 15.5.2). */
    private static void unauthorized(Response response) throws IOException {
        response.setHeader("WWW-Authenticate", "Proxied");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }

    private static void unavailable(Response response) throws IOException {
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    /**
     * How many requests from trusted addresses were refused for what they say, since the valve was made, for JMX.
     *
     * @return a line for each reason that there was: its name, and how often
     */
    public String[] getRefusals() {
        return Arrays.stream(ProxyRefusal.values())
                .filter(refusal -> count(refusal).sum() > 0)
                .map(refusal -> refusal + " " + count(refusal).sum())
                .toArray(String[]::new);
    }

    private LongAdder count(ProxyRefusal refusal) {
        return Objects.requireNonNull(refusals.get(refusal));
    }
}
