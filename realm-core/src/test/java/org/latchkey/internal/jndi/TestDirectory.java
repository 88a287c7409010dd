package org.latchkey.internal.jndi;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An in-memory directory that counts what reaches it, and lets a test change its answers. */
public final class TestDirectory extends InMemoryOperationInterceptor implements AutoCloseable {

    /** Changes what a bind is answered. */
    @FunctionalInterface
    public interface BindScript {
        void answer(InMemoryInterceptedSimpleBindResult result) throws LDAPException;
    }

    /** Changes what a search is answered. */
    @FunctionalInterface
    public interface SearchScript {
        void answer(InMemoryInterceptedSearchResult result) throws LDAPException;
    }

    public static final String ALICE = "uid=alice,ou=people,dc=test";
    public static final String SERVICE = "cn=service,dc=test";

    private static final String[] LDIF = {
        "dn: dc=test\nobjectClass: top\nobjectClass: domain\ndc: test",
        "dn: cn=service,dc=test\nobjectClass: person\ncn: service\nsn: s\nuserPassword: service-c4nary",
        "dn: ou=people,dc=test\nobjectClass: organizationalUnit\nou: people",
        "dn: uid=alice,ou=people,dc=test\nobjectClass: inetOrgPerson\nuid: alice\ncn: Alice\nsn: A\n"
                + "userPassword: alice-c4nary\njpegPhoto:: /9j/4AAQ",
        "dn: uid=bob,ou=people,dc=test\nobjectClass: inetOrgPerson\nuid: bob\ncn: Bob\nsn: B\nuserPassword: bob-c4nary",
        "dn: cn=Smith\\, J/ops \\\"x\\\",ou=people,dc=test\nobjectClass: person\ncn: Smith, J/ops \"x\"\nsn: S",
    };

    public final List<String> binds = new CopyOnWriteArrayList<>();
    public final AtomicInteger searches = new AtomicInteger();

    /** Whether a search succeeds and yet shows nothing, as where reading an entry is not allowed. */
    public volatile boolean entriesHidden;

    public volatile boolean sizeLimitsIgnored;

    private final InMemoryDirectoryServer server;
    private volatile @Nullable BindScript bindScript;
    private volatile @Nullable SearchScript searchScript;

    private TestDirectory(@Nullable SSLContext tls, boolean ldaps) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=test");
        config.setSchema(null);
        config.addInMemoryOperationInterceptor(this);
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        config.setListenerConfigs(
                ldaps
                        ? InMemoryListenerConfig.createLDAPSConfig(
                                "ldaps", loopback, 0, tls.getServerSocketFactory(), tls.getSocketFactory())
                        : InMemoryListenerConfig.createLDAPConfig(
                                "ldap", loopback, 0, tls == null ? null : tls.getSocketFactory()));
        server = new InMemoryDirectoryServer(config);
        for (String entry : LDIF) {
            server.add(entry.split("\n"));
        }
        server.startListening();
    }

    public static TestDirectory plain() throws Exception {
        return new TestDirectory(null, false);
    }

    public static TestDirectory startTls(SSLContext tls) throws Exception {
        return new TestDirectory(tls, false);
    }

    public static TestDirectory ldaps(SSLContext tls) throws Exception {
        return new TestDirectory(tls, true);
    }

    public int port() {
        return server.getListenPort();
    }

    public void onBind(@Nullable BindScript script) {
        bindScript = script;
    }

    public void onSearch(@Nullable SearchScript script) {
        searchScript = script;
    }

    /** Closes every connection as a server does that is restarted. */
    public void dropConnections() {
        server.closeAllConnections(false);
    }

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
        binds.add(request.getRequest().getBindDN());
    }

    @Override
    public void processSimpleBindResult(InMemoryInterceptedSimpleBindResult result) {
        BindScript script = bindScript;
        if (script != null) {
            run(() -> script.answer(result));
        }
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
        searches.incrementAndGet();
        if (sizeLimitsIgnored) {
            SearchRequest unlimited = request.getRequest().duplicate();
            unlimited.setSizeLimit(0);
            request.setRequest(unlimited);
        }
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry entry) {
        if (entriesHidden) {
            entry.setSearchEntry(null);
        }
    }

    @Override
    public void processSearchResult(InMemoryInterceptedSearchResult result) {
        SearchScript script = searchScript;
        if (script != null) {
            run(() -> script.answer(result));
        }
    }

    private interface Step {
        void run() throws LDAPException;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
