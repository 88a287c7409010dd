package org.latchkey.internal.jndi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.latchkey.auth.LogText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

/** Finds the servers of a domain through its {@code _ldap._tcp} records (RFC 2782). */
final class SrvRecords {

    private static final String SRV = "SRV";

    private final String resolver;
    private final Duration timeout;

    /**
     * Asks a certain resolver.
     *
     * @param resolver JNDI's URL for it
     * @param timeout how long to wait for an answer
     */
    SrvRecords(String resolver, Duration timeout) {
        this.resolver = resolver;
        this.timeout = timeout;
    }

    /**
     * Asks the resolver of the operating system.
     *
     * @param timeout how long to wait for an answer
     * @return the records
     */
    static SrvRecords ofTheSystem(Duration timeout) {
        return new SrvRecords("dns:", timeout);
    }

    /**
     * Asks for the servers of a domain.
     *
     * @param source the domain, and whether its servers speak TLS from the first byte
     * @return the servers: lowest priority first, and the greatest weight first among equals
     * @throws DirectoryException when there are none; the message names the record
     */
    List<ServerUrl> servers(ServerUrl source) throws DirectoryException {
        String record = "_ldap._tcp." + source.domain();
        try {
            List<ServerUrl> servers = ask(record).stream()
                    .sorted(Comparator.comparingInt(Srv::priority)
                            .thenComparing(Srv::weight, Comparator.reverseOrder()))
                    .map(srv -> ServerUrl.of(source.tls(), srv.host(), srv.port()))
                    .toList();
            if (servers.isEmpty()) {
                throw none(record, null);
            }
            return servers;
        } catch (NamingException | RuntimeException e) {
            throw none(record, e);
        }
    }

    @SuppressWarnings("BanJNDI") // DNS holds no objects
    private List<Srv> ask(String record) throws NamingException {
        try (OwnClassLoader own = OwnClassLoader.enter()) {
            DirContext context = new InitialDirContext(environment());
            try {
                Attribute found = context.getAttributes(new CompositeName().add(record), new String[] {SRV})
                        .get(SRV);
                List<Srv> records = new ArrayList<>();
                for (int i = 0; found != null && i < found.size(); i++) {
                    Srv.parse(String.valueOf(found.get(i))).ifPresent(records::add);
                }
                return records;
            } finally {
                context.close();
            }
        }
    }

    private Hashtable<String, Object> environment() {
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, resolver);
        // Two attempts, the second twice as long as the first: together as long as opening a connection may take.
        environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(Math.max(1, timeout.toMillis() / 3)));
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        environment.put("com.sun.naming.disable.app.resource.files", "true");
        return environment;
    }

    private static DirectoryException none(String record, @org.jspecify.annotations.Nullable Exception origin) {
        String message = "DNS has no usable SRV record " + LogText.escaped(record);
        return origin == null
                ? new DirectoryException(UnavailableCause.UNREACHABLE, message)
                : new DirectoryException(
                        UnavailableCause.UNREACHABLE,
                        message + " (" + LogText.escaped(String.valueOf(origin.getMessage())) + ")",
                        origin);
    }
}
