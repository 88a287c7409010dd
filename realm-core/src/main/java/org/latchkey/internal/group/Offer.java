package org.latchkey.internal.group;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;

/**
 * What a directory turned out to be. Immutable.
 *
 * @param activeDirectory whether it is an Active Directory
 * @param product what it calls itself; may be empty
 */
record Offer(boolean activeDirectory, String product) {

    private static final String AD = "1.2.840.113556.1.4.800";
    private static final List<String> ABOUT =
            List.of("vendorName", "vendorVersion", "supportedCapabilities", "objectClass");

    /** Asks the directory. */
    static Offer of(DirectorySession session) throws DirectoryException {
        DirectoryEntry about = session.read(Dn.ROOT, ABOUT)
                .orElseThrow(() -> new DirectoryException(
                        UnavailableCause.MISCONFIGURED,
                        "groupType auto needs to read the root DSE, and the server does not show it: give another"
                                + " groupType"));
        String product = Stream.of("vendorName", "vendorVersion")
                .flatMap(name -> about.text(name).stream())
                .collect(Collectors.joining(" "));
        return new Offer(about.texts("supportedCapabilities").contains(AD), product);
    }
}
