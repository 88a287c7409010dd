package org.latchkey.jaspic;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.latchkey.proxy.HeaderLine;
import org.latchkey.proxy.ProxyGate;
import org.latchkey.proxy.ProxyPeer;

/**
 * What a request says of its user, and who it came from, as far as a container tells. Used by the request's thread.
 *
 * @param request the request as it came, with nothing taken out
 */
record ProxiedRequest(HttpServletRequest request) {

    /** Tomcat's {@code RemoteIpValve} leaves it on a request whose address it may have changed. */
    private static final String REWRITTEN = "org.apache.tomcat.request.forwarded";

    /** What containers take an address from, where they are told to. */
    private static final List<String> FORWARDING =
            List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "Proxy-Ip");

    /** The lines that the gate wants to see, each name's together. */
    List<HeaderLine> lines(ProxyGate gate) {
        List<HeaderLine> lines = new ArrayList<>();
        for (String name : names()) {
            if (gate.reads(name)) {
                Collections.list(request.getHeaders(name))
                        .forEach(value -> lines.add(new HeaderLine(name, bytes(value))));
            }
        }
        return lines;
    }

    /** Some containers tell a name once for each spelling, and all its lines under any. */
    private Set<String> names() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Enumeration<String> all = request.getHeaderNames();
        if (all != null) {
            names.addAll(Collections.list(all));
        }
        return names;
    }

    /** Tomcat's decoder of HTTP/2 widens a byte with its sign. */
    private static String bytes(String value) {
        if (value.chars().noneMatch(c -> c >= 0xff80)) {
            return value;
        }
        StringBuilder out = new StringBuilder(value);
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, out.charAt(i) >= 0xff80 ? (char) (out.charAt(i) & 0xff) : out.charAt(i));
        }
        return out.toString();
    }

    /** Whether the address may be one that a header told, and not the socket's. */
    boolean isRewritten(boolean nothingElseIsShown) {
        return request.getAttribute(REWRITTEN) != null || (nothingElseIsShown && saysItsAddress());
    }

    /** A container that takes addresses from a header may take them from anybody's. */
    private boolean saysItsAddress() {
        String address = request.getRemoteAddr();
        return address != null
                && FORWARDING.stream()
                        .flatMap(name -> Collections.list(request.getHeaders(name)).stream())
                        .anyMatch(value -> value.contains(address));
    }

    /** Who it came from. */
    ProxyPeer peer(boolean rewritten) {
        return ProxyPeer.http(rewritten ? null : request.getRemoteAddr(), subject());
    }

    private @Nullable String subject() {
        return ShownCertificate.of(request)
                .filter(own -> request.isSecure())
                .map(own -> own.getSubjectX500Principal().getName())
                .orElse(null);
    }
}
