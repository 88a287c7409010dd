package org.latchkey.it.memory;

import com.unboundid.ldap.listener.Base64PasswordEncoderOutputFormatter;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.InMemoryPasswordEncoder;
import com.unboundid.ldap.listener.SaltedMessageDigestInMemoryPasswordEncoder;
import com.unboundid.ldap.listener.UnsaltedMessageDigestInMemoryPasswordEncoder;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.tls.ServerCertificate;
import org.latchkey.it.tls.TestAuthority;

/**
 * An in-memory directory with the ordinary entries of the {@link Fixture}, for answers no real server can be brought to
 * give. On 127.0.0.1, ldap with StartTLS and ldaps; safe for use by several threads.
 *
 * <p>It knows no schema, password policy, access control or {@code memberOf}, and never shortens a result: what depends
 * on those is tested on {@link OpenLdap}.
 */
public final class MemoryDirectory implements AutoCloseable {
    private static final String PLAIN = "ldap";
    private static final String SECURE = "ldaps";

    private final Script script = new Script();
    private final Ledger ledger = new Ledger();
    private final InMemoryDirectoryServer server;

    private MemoryDirectory(ServerCertificate certificate, InMemoryOperationInterceptor... more) {
        try {
            server = new InMemoryDirectoryServer(configuration(certificate, more));
            server.addEntries(Fixture.ordinaryEntries());
            server.startListening();
        } catch (LDAPException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started with a good certificate; further interceptors see requests after the script has. */
    public static MemoryDirectory start(InMemoryOperationInterceptor... more) {
        return new MemoryDirectory(ServerCertificate.GOOD, more);
    }

    /** Started with another certificate. */
    public static MemoryDirectory startWith(ServerCertificate certificate) {
        return new MemoryDirectory(certificate);
    }

    /** What it is to do other than it would. */
    public Script script() {
        return script;
    }

    /** {@code ldap://127.0.0.1:port}, without a DN. */
    public String url() {
        return "ldap://127.0.0.1:" + port();
    }

    /** {@code ldaps://127.0.0.1:port}, without a DN. */
    public String secureUrl() {
        return "ldaps://127.0.0.1:" + securePort();
    }

    public int port() {
        return server.getListenPort(PLAIN);
    }

    public int securePort() {
        return server.getListenPort(SECURE);
    }

    /** The server itself: to add what a test needs besides the fixture, past all counting. */
    public InMemoryDirectoryServer server() {
        return server;
    }

    /** Everything asked since the start. */
    public Operations seen() {
        return ledger.all();
    }

    /** Counts what is asked while the action runs. */
    public Operations during(OpenLdap.Action action) throws Exception {
        Operations before = ledger.all();
        action.run();
        return ledger.since(before);
    }

    @Override
    public void close() {
        script.clear();
        server.shutDown(true);
    }

    private InMemoryDirectoryServerConfig configuration(
            ServerCertificate certificate, InMemoryOperationInterceptor... more)
            throws LDAPException, GeneralSecurityException {
        var configuration = new InMemoryDirectoryServerConfig(Fixture.BASE);
        var tls = serving(certificate);
        var loopback = InetAddress.getLoopbackAddress();
        configuration.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig(PLAIN, loopback, 0, tls.getSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(SECURE, loopback, 0, tls.getServerSocketFactory(), null));
        configuration.setSchema(null);
        configuration.setPasswordEncoders(null, encoders());
        configuration.addInMemoryOperationInterceptor(new Interceptor(script, ledger));
        for (var interceptor : more) {
            configuration.addInMemoryOperationInterceptor(interceptor);
        }
        configuration.setAccessLogHandler(new ConnectionCounter());
        return configuration;
    }

    private static InMemoryPasswordEncoder[] encoders() throws GeneralSecurityException {
        var base64 = Base64PasswordEncoderOutputFormatter.getInstance();
        var sha = MessageDigest.getInstance("SHA-1");
        var md5 = MessageDigest.getInstance("MD5");
        return new InMemoryPasswordEncoder[] {
            new SaltedMessageDigestInMemoryPasswordEncoder("{SSHA}", base64, sha, 8, true, true),
            new SaltedMessageDigestInMemoryPasswordEncoder("{SMD5}", base64, md5, 8, true, true),
            new UnsaltedMessageDigestInMemoryPasswordEncoder("{SHA}", base64, sha),
            new UnsaltedMessageDigestInMemoryPasswordEncoder("{MD5}", base64, md5)
        };
    }

    private static SSLContext serving(ServerCertificate certificate) throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(TestAuthority.shared().keyStore(certificate), TestAuthority.STORE_PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** The server tells of a new connection in its access log only. */
    private final class ConnectionCounter extends Handler {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getMessage().contains(" CONNECT ")) {
                ledger.accepted();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
