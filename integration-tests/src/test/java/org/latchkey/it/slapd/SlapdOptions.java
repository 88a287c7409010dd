package org.latchkey.it.slapd;

import java.util.ArrayList;
import java.util.List;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.tls.ServerCertificate;
import org.latchkey.it.tls.TestAuthority;

/** How one test server differs from an ordinary one. Filled in before {@link #build()}, not shared between threads. */
public final class SlapdOptions {
    /** Where {@link #returnCode} has its names; nothing is stored there. */
    public static final String RETURN_CODES = "ou=ret," + Fixture.BASE;

    /** Where the users of {@link #crowd} are. */
    public static final String CROWD = "ou=crowd," + Fixture.BASE;

    final String name;
    final List<String> globalLines = new ArrayList<>();
    final List<String> databaseLines = new ArrayList<>();
    final List<String> overlayLines = new ArrayList<>();
    final List<String> returnCodes = new ArrayList<>();
    ServerCertificate certificate = ServerCertificate.GOOD;
    TestAuthority authority = TestAuthority.shared();
    String referralUrl = "ldap://127.0.0.1:1/ou=elsewhere,dc=example,dc=org";
    boolean anonymousMayRead = true;
    boolean speaksTls = true;
    int port;
    int crowd;

    SlapdOptions(String name) {
        this.name = name;
    }

    /** Answers a bind with a DN and no password by success, as anonymous (RFC 4513 5.1.2). */
    public SlapdOptions allowUnauthenticatedBind() {
        return global("allow bind_anon_dn");
    }

    /** Refuses every operation in clear with confidentialityRequired (13), but StartTLS. */
    public SlapdOptions requireTls() {
        return global("security ssf=128");
    }

    /** Only the reader account may read; everybody may still bind. */
    public SlapdOptions denyAnonymousRead() {
        anonymousMayRead = false;
        return this;
    }

    /** Ends searches with sizeLimitExceeded (4) after so many entries, for every account. */
    public SlapdOptions sizeLimit(int entries) {
        return global("sizelimit " + entries);
    }

    /** Closes connections on which nothing was asked for so long. */
    public SlapdOptions idleTimeout(int seconds) {
        return global("idletimeout " + seconds);
    }

    /** Puts the password policies of the fixture in force, lock-outs told by control. */
    public SlapdOptions passwordPolicy() {
        overlayLines.add("overlay ppolicy");
        overlayLines.add("ppolicy_default \"cn=default,ou=policies,dc=example,dc=org\"");
        overlayLines.add("ppolicy_use_lockout");
        return this;
    }

    /**
     * Computes {@code memberOf}, nested groups included. It is operational: ask by name, and without ManageDsaIT, which
     * JNDI sends unless {@code java.naming.referral} is set to {@code throw} or {@code follow}.
     */
    public SlapdOptions memberOf() {
        overlayLines.add("overlay dynlist");
        overlayLines.add("dynlist-attrset groupOfURLs memberURL member+memberOf@groupOfNames*");
        return this;
    }

    /**
     * Answers what is asked of {@code cn=name} below {@link #RETURN_CODES} by that result code, and not by what is true.
     *
     * @param code 0 is a success without entries, whatever the password
     * @param how as in slapo-retcode(5): {@code op=bind}, {@code sleeptime=2}, {@code flags=pre-disconnect}
     */
    public SlapdOptions returnCode(String name, int code, String... how) {
        returnCodes.add("retcode-item \"cn=" + name + "\" " + code + " " + String.join(" ", how));
        return this;
    }

    /** Presents another certificate on ldaps and after StartTLS. */
    public SlapdOptions certificate(ServerCertificate which) {
        certificate = which;
        return this;
    }

    /** Holds so many more users {@code u000001} and so on below {@link #CROWD}, loaded with the fixture. */
    public SlapdOptions crowd(int users) {
        crowd = users;
        return this;
    }

    /** Listens here for ldap and StartTLS, where by default any free port will do. */
    public SlapdOptions port(int fixed) {
        port = fixed;
        return this;
    }

    /** Has no certificate, does not know StartTLS (2), and hangs up where ldaps is tried. */
    public SlapdOptions withoutTls() {
        speaksTls = false;
        return this;
    }

    /** Has its certificate from another authority, and trusts the clients of that one. */
    public SlapdOptions authority(TestAuthority other) {
        authority = other;
        return this;
    }

    /** Where the referral below {@code ou=referrals} leads; by default to a port nobody listens on. */
    public SlapdOptions referralTo(String url) {
        referralUrl = url;
        return this;
    }

    /** Any further line of {@code slapd.conf} before the database. */
    public SlapdOptions global(String line) {
        globalLines.add(line);
        return this;
    }

    /** Any further line within the database. */
    public SlapdOptions database(String line) {
        databaseLines.add(line);
        return this;
    }

    /** The server, not yet started: for a static {@code @RegisterExtension} field. */
    public OpenLdap build() {
        return new OpenLdap(this);
    }

    /** The server, started: for try-with-resources. */
    public OpenLdap start() {
        var server = build();
        server.start();
        return server;
    }
}
