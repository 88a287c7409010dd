package org.latchkey.internal.jndi;

import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.latchkey.auth.LogText;

/** Asks one resolver for SRV records, with the JDK's DNS provider. Safe for use by many threads. */
final class SrvQuery {

    private static final String SRV = "SRV";

    private final String resolver;
    private final Duration timeout;

    /**
     * Makes the query.
     *
     * @param resolver JNDI's URL for it; {@code dns:} is that of the operating system
     * @param timeout about how long one name server has for its answer
     */
    SrvQuery(String resolver, Duration timeout) {
        this.resolver = resolver;
        this.timeout = timeout;
    }

    /**
     * Asks. May take longer than one name server has: there may be several, and an answer may need TCP.
     *
     * @param record the name
     * @return the servers; none where the name does not exist, or says that the service is not offered
     * @throws IOException when no name server gave an answer
     */
    @SuppressWarnings("BanJNDI") // DNS holds no objects
    Set<Srv> ask(String record) throws IOException {
        try (OwnClassLoader own = OwnClassLoader.enter()) {
            DirContext context = new InitialDirContext(environment());
            try {
                return read(context.getAttributes(new CompositeName().add(record), new String[] {SRV})
                        .get(SRV));
            } finally {
                context.close();
            }
        } catch (NameNotFoundException e) {
            return Set.of();
        } catch (NamingException e) {
            throw new IOException(LogText.escaped(String.valueOf(e.getMessage())), e);
        }
    }

    private static Set<Srv> read(@org.jspecify.annotations.Nullable Attribute found) throws NamingException {
        Set<Srv> records = new LinkedHashSet<>();
        for (int i = 0; found != null && i < found.size(); i++) {
            Srv.parse(String.valueOf(found.get(i))).ifPresent(records::add);
        }
        return records;
    }

    private Hashtable<String, Object> environment() {
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, resolver);
        // Two attempts, the second twice as long as the first.
        environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(Math.max(1, timeout.toMillis() / 3)));
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        environment.put("com.sun.naming.disable.app.resource.files", "true");
        return environment;
    }
}
