package org.latchkey.config;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.auth.Dn;

/**
 * One URL as configured (RFC 4516 2, without its search parts). Immutable.
 *
 * @param server the server, or the domain to ask DNS for
 * @param root the DN
 */
record DirectoryUrl(ServerUrl server, Dn root) {

    private static final Pattern URL =
            Pattern.compile("(ldaps?)://([^/?#]*)(?:/([^?#]*))?(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._~-]+)?]|[A-Za-z0-9._-]*)(?::([0-9]{1,5}))?");
    private static final Pattern DOMAIN_PART = Pattern.compile("dc=[A-Za-z0-9_-]+", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a URL.
     *
     * @param text the URL
     * @param alwaysTls whether {@code protocol="ssl"} makes ldap URLs speak TLS
     * @throws IllegalArgumentException when it is none; the message says why and shows no user information
     */
    static DirectoryUrl parse(String text, boolean alwaysTls) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a name or password before the host belongs into connectionName and"
                    + " connectionPassword, and an @ in a DN is written %40");
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    Findings.quoted(text) + " is no URL of a directory: only ldap:// and ldaps:// are spoken");
        }
        if (!url.group(4).isEmpty()) {
            throw new IllegalArgumentException(Findings.quoted(text)
                    + " has search parts: attributes, scope and filter are given by the other keys");
        }
        Dn root = Dn.parse(decoded(url.group(3) == null ? "" : url.group(3), text));
        boolean tls = alwaysTls || Ascii.equalsIgnoreCase("ldaps", url.group(1));
        String domain = url.group(2).isEmpty() ? domainOf(root) : "";
        return new DirectoryUrl(domain.isEmpty() ? server(url.group(2), tls, text) : ServerUrl.srv(tls, domain), root);
    }

    private static ServerUrl server(String given, boolean tls, String text) {
        Matcher authority = AUTHORITY.matcher(given);
        if (!authority.matches()) {
            throw new IllegalArgumentException(Findings.quoted(text) + " has no host and port that can be read");
        }
        int port = authority.group(2) == null ? (tls ? 636 : 389) : Integer.parseInt(authority.group(2));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(Findings.quoted(text) + " has a port that is not from 1 to 65535");
        }
        return ServerUrl.of(tls, host(authority.group(1), text), port);
    }

    private static String host(String given, String text) {
        if (!given.startsWith("[")) {
            return given.isEmpty() ? "localhost" : given.toLowerCase(Locale.ROOT);
        }
        String address = given.substring(1, given.length() - 1);
        int zone = address.indexOf('%');
        try {
            InetAddress.getByName("[" + (zone < 0 ? address : address.substring(0, zone)) + "]");
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(Findings.quoted(text) + " has no IPv6 address between its brackets", e);
        }
        return address;
    }

    private static String decoded(String path, String text) {
        try {
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Findings.quoted(text) + " has a bad percent escape", e);
        }
        throw new IllegalArgumentException(Findings.quoted(text) + " has percent escapes that are not UTF-8");
    }

    /** The domain that the rightmost run of {@code dc} parts spells, as JNDI reads it (RFC 2247 2). */
    private static String domainOf(Dn root) {
        StringBuilder domain = new StringBuilder();
        List<String> parts = root.rdns();
        for (String part : parts) {
            if (!DOMAIN_PART.matcher(part).matches()) {
                break;
            }
            domain.insert(0, part.substring(3) + (domain.length() == 0 ? "" : "."));
        }
        return domain.toString();
    }

    /** Whether traffic to a server stays on this machine, as far as its name tells. */
    static boolean isLoopback(ServerUrl server) {
        String host = server.host();
        if (server.isSrv()) {
            return false;
        }
        boolean literal = host.indexOf(':') >= 0 || host.matches("127(\\.[0-9]{1,3}){3}");
        try {
            return host.equals("localhost")
                    || host.endsWith(".localhost")
                    || (literal && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
