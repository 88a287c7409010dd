package org.latchkey.jaspic;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** An in-memory directory on loopback, which counts binds by password and can go down and come back on the same port. */
final class TestDirectory implements AutoCloseable {

    private final InMemoryDirectoryServer server;
    private final int port;
    private final AtomicInteger passwords = new AtomicInteger();
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicReference<String> refusal = new AtomicReference<>("");

    TestDirectory() {
        try {
            port = freePort();
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), port, null));
            config.setEnforceSingleStructuralObjectClass(false);
            config.addInMemoryOperationInterceptor(new Counter(passwords, searches, refusal));
            server = new InMemoryDirectoryServer(config);
            try (InputStream ldif = TestDirectory.class.getResourceAsStream("people.ldif")) {
                server.importFromLDIF(true, new LDIFReader(ldif));
            }
            server.startListening();
        } catch (LDAPException | IOException e) {
            throw new AssertionError("the test's directory does not start", e);
        }
    }

    private static final class Counter extends InMemoryOperationInterceptor {
        private final AtomicInteger passwords;
        private final AtomicInteger searches;
        private final AtomicReference<String> refusal;

        Counter(AtomicInteger passwords, AtomicInteger searches, AtomicReference<String> refusal) {
            this.passwords = passwords;
            this.searches = searches;
            this.refusal = refusal;
        }

        @Override
        public void processSimpleBindResult(InMemoryInterceptedSimpleBindResult bind) {
            String text = refusal.get();
            if (!text.isEmpty()) {
                bind.setResult(new BindResult(
                        bind.getResult().getMessageID(), ResultCode.INVALID_CREDENTIALS, text, null, null, null));
            }
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest search) {
            searches.incrementAndGet();
        }

        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest bind) {
            if (!bind.getRequest().getBindDN().isEmpty()) {
                passwords.incrementAndGet();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The keys for this directory, with more in pairs. */
    Map<String, String> keys(String... more) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("connectionURL", "ldap://localhost:" + port);
        keys.put("userBase", "ou=people,dc=example,dc=org");
        keys.put("userSearch", "(uid={0})");
        keys.put("roleBase", "ou=groups,dc=example,dc=org");
        keys.put("roleName", "cn");
        keys.put("roleSearch", "(member={0})");
        keys.put("userAttributes", "mail,title");
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        return keys;
    }

    /** Refuses every bind with this text from now on; none by an empty one. */
    void refuseBinds(String text) {
        refusal.set(text);
    }

    /** How many passwords it was asked about. */
    int passwords() {
        return passwords.get();
    }

    /** How many searches it was sent. */
    int searches() {
        return searches.get();
    }

    /** Makes a change given as LDIF lines. */
    void change(String... lines) {
        try {
            LDIFReader.decodeChangeRecord(lines).processChange(server);
        } catch (LDAPException | LDIFException e) {
            throw new AssertionError(e);
        }
    }

    void goDown() {
        server.shutDown(true);
    }

    void comeBack() {
        try {
            server.startListening();
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
