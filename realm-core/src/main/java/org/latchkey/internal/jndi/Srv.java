package org.latchkey.internal.jndi;

import java.util.Locale;
import java.util.Optional;

/**
 * One SRV record (RFC 2782).
 *
 * @param priority lower ones are asked first
 * @param weight how much of the load it should have among those of its priority
 * @param port the port
 * @param host the host in lower case, without the final dot
 */
record Srv(int priority, int weight, int port, String host) {

    /**
     * Reads JNDI's text for a record.
     *
     * @param text the four fields
     * @return the record, or empty when it is malformed or says that the service is not offered
     */
    static Optional<Srv> parse(String text) {
        String[] fields = text.trim().split(" +", -1);
        if (fields.length != 4) {
            return Optional.empty();
        }
        try {
            String host = fields[3].endsWith(".") ? fields[3].substring(0, fields[3].length() - 1) : fields[3];
            int port = Integer.parseInt(fields[2]);
            return host.isEmpty() || port < 1 || port > 65_535
                    ? Optional.empty()
                    : Optional.of(new Srv(
                            Integer.parseInt(fields[0]),
                            Integer.parseInt(fields[1]),
                            port,
                            host.toLowerCase(Locale.ROOT)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
