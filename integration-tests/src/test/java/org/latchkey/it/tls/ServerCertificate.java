package org.latchkey.it.tls;

import java.time.Duration;
import java.util.List;

/** The certificates a test server can present, each signed by the tests' own authority. */
public enum ServerCertificate {
    /** Right in every way: names {@code localhost} and {@code 127.0.0.1}. */
    GOOD("CN=localhost,O=Latchkey Tests", List.of("localhost"), true, Duration.ofHours(-1), Duration.ofDays(2)),
    /** For a host of another name altogether. */
    WRONG_NAME(
            "CN=ldap.other.test,O=Latchkey Tests",
            List.of("ldap.other.test"),
            false,
            Duration.ofHours(-1),
            Duration.ofDays(2)),
    /** Names the host in its subject only, where the JDK still looks for a DNS name, though never for an address. */
    CN_ONLY("CN=localhost,O=Latchkey Tests", List.of(), false, Duration.ofHours(-1), Duration.ofDays(2)),
    /** The subject says {@code localhost}, the alternative name another host; the latter counts. */
    OTHER_ALTERNATIVE_NAME(
            "CN=localhost,O=Latchkey Tests",
            List.of("ldap.other.test"),
            false,
            Duration.ofHours(-1),
            Duration.ofDays(2)),
    /** Good until a day ago. */
    EXPIRED("CN=localhost,O=Latchkey Tests", List.of("localhost"), true, Duration.ofDays(-3), Duration.ofDays(-1)),
    /** Good from tomorrow on. */
    NOT_YET_VALID("CN=localhost,O=Latchkey Tests", List.of("localhost"), true, Duration.ofDays(1), Duration.ofDays(3));

    final String subject;
    final List<String> dnsNames;
    final boolean loopbackAddress;
    final Duration begins;
    final Duration ends;

    ServerCertificate(String subject, List<String> dnsNames, boolean loopbackAddress, Duration begins, Duration ends) {
        this.subject = subject;
        this.dnsNames = dnsNames;
        this.loopbackAddress = loopbackAddress;
        this.begins = begins;
        this.ends = ends;
    }

    boolean hasAlternativeNames() {
        return loopbackAddress || !dnsNames.isEmpty();
    }
}
