package org.latchkey.tomcat;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ajp.AbstractAjpProtocol;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLSupport;
import org.jspecify.annotations.Nullable;
import org.latchkey.proxy.HeaderLine;
import org.latchkey.proxy.ProxyGate;
import org.latchkey.proxy.ProxyPeer;

/**
 * What a request of Tomcat's says of its user, taken from the connector itself: what valves have made of it since is the
 * client's word. Used by the request's thread.
 *
 * @param request the request
 */
record ProxiedRequest(Request request) {

    /**
     * Takes out what no application may see.
     *
     * @param gate tells what that is
     * @return the lines that the gate wants to see
     */
    List<HeaderLine> takeHeaders(ProxyGate gate) {
        MimeHeaders headers = request.getCoyoteRequest().getMimeHeaders();
        List<HeaderLine> lines = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.getName(i).toString();
            if (gate.reads(name)) {
                lines.add(new HeaderLine(name, bytes(headers.getValue(i).toString())));
            }
        }
        strip(headers, gate::hides);
        return lines;
    }

    /** Takes headers out of a request, every one of a name. */
    static void strip(MimeHeaders headers, Predicate<String> unwanted) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.getName(i).toString();
            if (unwanted.test(name)) {
                names.add(name);
            }
        }
        names.forEach(headers::removeHeader);
    }

    /** HTTP/2's decoder widens a byte with its sign. */
    private static String bytes(@Nullable String value) {
        if (value == null || value.chars().noneMatch(c -> c >= 0xff80)) {
            return value == null ? "" : value;
        }
        StringBuilder out = new StringBuilder(value);
        for (int i = 0; i < out.length(); i++) {
            out.setCharAt(i, out.charAt(i) >= 0xff80 ? (char) (out.charAt(i) & 0xff) : out.charAt(i));
        }
        return out.toString();
    }

    /** Who it came from. */
    ProxyPeer peer() {
        Connector connector = request.getConnector();
        String address = request.getPeerAddr();
        if (connector.getProtocolHandler() instanceof AbstractAjpProtocol<?> ajp) {
            String user = request.getCoyoteRequest().getRemoteUser().toString();
            return new ProxyPeer(address, null, new ProxyPeer.Ajp(user, ajp.getSecretRequired()));
        }
        return ProxyPeer.http(address, subject(connector));
    }

    /** Takes away the user that the connector has let in, whom no directory was asked about. */
    void forgetConnectorsUser() {
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        if (!coyote.getRemoteUser().isNull()) {
            coyote.getRemoteUser().recycle();
            coyote.setRemoteUserNeedsAuthorization(false);
            coyote.getAuthType().recycle();
            request.setUserPrincipal(null);
            request.setAuthType(null);
        }
    }

    /** A request's attribute with a certificate may be a header's, by {@code SSLValve}, and one without check may be made up. */
    private @Nullable String subject(Connector connector) {
        boolean verified = connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http
                && http.isSSLEnabled()
                && Arrays.stream(connector.findSslHostConfigs())
                        .noneMatch(host -> host.getCertificateVerification()
                                == SSLHostConfig.CertificateVerification.OPTIONAL_NO_CA);
        if (!verified) {
            return null;
        }
        org.apache.coyote.Request coyote = request.getCoyoteRequest();
        coyote.action(ActionCode.REQ_SSL_ATTRIBUTE, coyote);
        return coyote.getAttribute(SSLSupport.CERTIFICATE_KEY) instanceof X509Certificate[] chain && chain.length > 0
                ? chain[0].getSubjectX500Principal().getName()
                : null;
    }
}
