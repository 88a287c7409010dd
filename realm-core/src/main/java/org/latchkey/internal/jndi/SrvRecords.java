package org.latchkey.internal.jndi;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LogText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

/**
 * Finds the servers of a domain through its {@code _ldap._tcp} records (RFC 2782). With an Active Directory site those of
 * the site come first, and the domain's others behind them.
 *
 * <p>Answers are kept for five minutes, and for as long as DNS gives none; a record that is gone is an answer. The order
 * that was drawn stays while the records do, so that connections are not moved for nothing. Safe for use by many threads.
 */
final class SrvRecords {

    /** JNDI does not tell how long a record may be kept; domain controllers come and go in hours. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** How long an old or an empty answer serves before DNS is asked again. */
    private static final Duration RETRIED = Duration.ofSeconds(30);

    private final TimedLookup<Set<Srv>> dns;
    private final Duration timeout;
    private final SrvOrder order;
    private final LongSupplier nanoTime;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(List<Srv> servers, long at, Duration kept) {}

    /**
     * Asks DNS in a certain way.
     *
     * @param dns gives the records of a name
     * @param timeout how long finding the servers of a domain may take
     * @param random draws among servers of one priority
     * @param nanoTime the monotonic clock
     */
    SrvRecords(TimedLookup.Source<Set<Srv>> dns, Duration timeout, Random random, LongSupplier nanoTime) {
        this.dns = new TimedLookup<>(dns);
        this.timeout = timeout;
        this.order = new SrvOrder(random);
        this.nanoTime = nanoTime;
    }

    /**
     * Asks the resolver of the operating system.
     *
     * @param timeout how long finding the servers of a domain may take
     * @return the records
     */
    static SrvRecords ofTheSystem(Duration timeout) {
        return new SrvRecords(new SrvQuery("dns:", timeout)::ask, timeout, new Random(), System::nanoTime);
    }

    /**
     * Asks for the servers of a domain.
     *
     * @param source the domain, perhaps a site in it, and whether its servers speak TLS from the first byte
     * @return the servers in the order in which to try them, each once, at least one
     * @throws DirectoryException when there are none; the message names the record
     */
    List<ServerUrl> servers(ServerUrl source) throws DirectoryException {
        Deadline deadline = Deadline.after(timeout);
        Set<ServerUrl> servers = new LinkedHashSet<>();
        List<String> faults = new ArrayList<>();
        List<String> records = records(source);
        for (int i = 0; i < records.size(); i++) {
            String record = records.get(i);
            try {
                kept(record, deadline.remaining().dividedBy(records.size() - i))
                        .forEach(srv -> servers.add(source.found(srv.host(), srv.port())));
            } catch (IOException e) {
                faults.add(record + " (" + LogText.escaped(String.valueOf(e.getMessage())) + ")");
            }
        }
        if (servers.isEmpty()) {
            String asked = String.join(", ", faults.isEmpty() ? records : faults);
            throw new DirectoryException(
                    UnavailableCause.UNREACHABLE, "DNS has no usable SRV record " + LogText.escaped(asked));
        }
        return List.copyOf(servers);
    }

    private static List<String> records(ServerUrl source) {
        String ofDomain = "_ldap._tcp." + source.domain();
        return source.site().isEmpty()
                ? List.of(ofDomain)
                : List.of("_ldap._tcp." + source.site() + "._sites." + source.domain(), ofDomain);
    }

    private List<Srv> kept(String record, Duration longest) throws IOException {
        Answer last = answers.get(record);
        if (last == null || nanoTime.getAsLong() - last.at >= last.kept.toNanos()) {
            last = asked(record, longest, last);
            answers.put(record, last);
        }
        return last.servers;
    }

    private Answer asked(String record, Duration longest, @Nullable Answer last) throws IOException {
        try {
            Set<Srv> found = dns.find(record, longest);
            List<Srv> servers = last != null && found.equals(Set.copyOf(last.servers)) ? last.servers : order.of(found);
            return answer(servers, found.isEmpty() ? RETRIED : KEPT);
        } catch (IOException e) {
            if (last == null) {
                throw e;
            }
            return answer(last.servers, RETRIED);
        }
    }

    private Answer answer(List<Srv> servers, Duration kept) {
        return new Answer(servers, nanoTime.getAsLong(), kept);
    }
}
