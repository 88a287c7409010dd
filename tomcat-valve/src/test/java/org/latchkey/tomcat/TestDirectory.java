package org.latchkey.tomcat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.InMemorySASLBindHandler;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An in-memory directory on loopback with a few people and groups, which counts what it is asked and can be stopped and
 * started again on the same port.
 */
final class TestDirectory implements AutoCloseable {

    static final String ROOT = "dc=example,dc=org";
    static final String PEOPLE = "ou=people," + ROOT;
    static final String GROUPS = "ou=groups," + ROOT;
    static final String ALICE = "uid=alice," + PEOPLE;
    static final String SERVICE = "cn=service," + ROOT;
    static final String SERVICE_PASSWORD = "service-c4nary";

    private final InMemoryDirectoryServer server;
    private final String scheme;
    private final int port;
    private final Operations operations;

    private TestDirectory(InMemoryDirectoryServer server, String scheme, int port, Operations operations) {
        this.server = server;
        this.scheme = scheme;
        this.port = port;
        this.operations = operations;
    }

    /** How the directory listens, and what it asks of those who search. */
    static final class Setup {
        private @Nullable SSLServerSocketFactory tls;
        private @Nullable SSLSocketFactory startTls;
        private boolean anonymousSearches = true;
        private boolean certificateDemanded;
        private final List<InMemorySASLBindHandler> mechanisms = new ArrayList<>();

        Setup ldaps(SSLServerSocketFactory factory) {
            tls = factory;
            return this;
        }

        Setup startTls(SSLSocketFactory factory) {
            startTls = factory;
            return this;
        }

        /** Lets nobody in who does not show a certificate of the authority's. */
        Setup demandCertificate() {
            certificateDemanded = true;
            return this;
        }

        Setup noAnonymousSearches() {
            anonymousSearches = false;
            return this;
        }

        Setup mechanism(InMemorySASLBindHandler handler) {
            mechanisms.add(handler);
            return this;
        }

        TestDirectory start() {
            try {
                return started();
            } catch (LDAPException | IOException e) {
                throw new AssertionError("the test's directory does not start", e);
            }
        }

        private TestDirectory started() throws LDAPException, IOException {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(ROOT);
            int port = freePort();
            config.setListenerConfigs(listener(port));
            config.setEnforceSingleStructuralObjectClass(false);
            config.setEnforceAttributeSyntaxCompliance(false);
            config.setMaxConnections(0);
            if (!anonymousSearches) {
                config.setAuthenticationRequiredOperationTypes(Set.of(OperationType.SEARCH));
            }
            for (InMemorySASLBindHandler handler : mechanisms) {
                config.addSASLBindHandler(handler);
            }
            Operations operations = new Operations();
            config.addInMemoryOperationInterceptor(operations);
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            try (InputStream ldif = TestDirectory.class.getResourceAsStream("people.ldif")) {
                server.importFromLDIF(true, new LDIFReader(ldif));
            }
            server.startListening();
            return new TestDirectory(server, tls == null ? "ldap" : "ldaps", port, operations);
        }

        private InMemoryListenerConfig listener(int port) throws LDAPException {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            return tls == null
                    ? InMemoryListenerConfig.createLDAPConfig(
                            "plain", loopback, port, startTls, certificateDemanded, certificateDemanded)
                    : InMemoryListenerConfig.createLDAPSConfig(
                            "tls", loopback, port, tls, null, certificateDemanded, certificateDemanded);
        }
    }

    static Setup setup() {
        return new Setup();
    }

    static TestDirectory start() {
        return setup().start();
    }

    /** A port of loopback that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String url() {
        return scheme + "://localhost:" + port;
    }

    int port() {
        return port;
    }

    Operations operations() {
        return operations;
    }

    /** Adds an entry given as LDIF lines. */
    void add(String... lines) {
        change(() -> server.add(lines));
    }

    /** Makes a change given as LDIF lines, of whatever type. */
    void modify(String... lines) {
        change(() -> LDIFReader.decodeChangeRecord(lines).processChange(server));
    }

    private interface Change {
        void run() throws Exception;
    }

    private static void change(Change change) {
        try {
            change.run();
        } catch (Exception e) {
            throw new AssertionError("the test's directory cannot be changed", e);
        }
    }

    /** Closes the port and every connection. */
    void goDown() {
        server.shutDown(true);
    }

    /** Listens again on the same port. */
    void comeBack() {
        change(server::startListening);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
