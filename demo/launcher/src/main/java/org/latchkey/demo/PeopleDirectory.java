package org.latchkey.demo;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An LDAP server in this process, on a free loopback port, holding the people and groups of {@code people.ldif}.
 *
 * <p>Nobody may search without having bound first; {@code cn=login-service} is there for that. Safe for use by several threads.
 */
final class PeopleDirectory implements AutoCloseable {
    private static final String BASE = "dc=example,dc=org";
    private static final String SERVICE_PASSWORD = "service-c4nary";

    private final InMemoryDirectoryServer server;

    private PeopleDirectory(InMemoryDirectoryServer server) {
        this.server = server;
    }

    static PeopleDirectory open() throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("demo", loopback, 0, null));
        config.addAdditionalBindCredentials("cn=login-service," + BASE, SERVICE_PASSWORD);
        config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH, OperationType.COMPARE);
        InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
        try (InputStream people = Objects.requireNonNull(PeopleDirectory.class.getResourceAsStream("people.ldif"))) {
            server.importFromLDIF(true, new LDIFReader(people));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        server.startListening();
        return new PeopleDirectory(server);
    }

    String url() {
        return "ldap://127.0.0.1:" + server.getListenPort();
    }

    /** What the Realm line leaves open: the port, known only now, and the password nobody writes into server.xml. */
    Map<String, String> coordinates() {
        return Map.of("demo.directory", url(), "demo.password", SERVICE_PASSWORD);
    }

    /** The name of every group, which is every role anybody could have. */
    List<String> groups() throws LDAPException {
        return entries("(objectClass=groupOfNames)").stream()
                .map(group -> value(group, "cn"))
                .sorted()
                .toList();
    }

    /** User names with the passwords made up for them, to be tried in a browser. */
    SortedMap<String, String> passwords() throws LDAPException {
        SortedMap<String, String> passwords = new TreeMap<>();
        entries("(objectClass=inetOrgPerson)")
                .forEach(person -> passwords.put(value(person, "uid"), value(person, "userPassword")));
        return passwords;
    }

    private List<SearchResultEntry> entries(String filter) throws LDAPException {
        return Objects.requireNonNull(
                server.search(BASE, SearchScope.SUB, filter).getSearchEntries());
    }

    private static String value(SearchResultEntry entry, String attribute) {
        return Objects.requireNonNull(entry.getAttributeValue(attribute), attribute);
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
