package org.latchkey.benchmark.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;

/** Reads slapd's own counters over a connection that it keeps. Not for concurrent use. */
public final class Monitor implements AutoCloseable {
    private static final String CONNECTIONS = "cn=Total,cn=Connections,cn=Monitor";
    private static final String BINDS = "cn=Bind,cn=Operations,cn=Monitor";
    private static final String SEARCHES = "cn=Search,cn=Operations,cn=Monitor";
    private static final int OWN_SEARCHES = 3;

    private final LDAPConnection connection;

    public Monitor(Slapd slapd) throws LDAPException {
        connection = new LDAPConnection("127.0.0.1", slapd.port(), Tree.READER, Tree.READER_PASSWORD);
    }

    /** What somebody does. */
    @FunctionalInterface
    public interface Doing {
        void run() throws Exception;
    }

    /** What the server was asked meanwhile; the looking itself is left out. */
    public Counts during(Doing doing) throws Exception {
        Counts before = look();
        doing.run();
        Counts all = look().since(before);
        return new Counts(all.connections(), all.binds(), all.searches() - OWN_SEARCHES);
    }

    private Counts look() throws LDAPException {
        return new Counts(
                read(CONNECTIONS, "monitorCounter"),
                read(BINDS, "monitorOpInitiated"),
                read(SEARCHES, "monitorOpInitiated"));
    }

    private long read(String dn, String attribute) throws LDAPException {
        SearchResultEntry entry = connection.getEntry(dn, attribute);
        Long value = entry == null ? null : entry.getAttributeValueAsLong(attribute);
        if (value == null) {
            throw new IllegalStateException("the server has no " + attribute + " at " + dn);
        }
        return value;
    }

    @Override
    public void close() {
        connection.close();
    }
}
