package org.latchkey.benchmark.contender;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.directory.Tree;

/**
 * The three operations and nothing round them, one after the other: what a Java client can do at all.
 *
 * <p>One pool searches, the other binds, each with a connection for each thread. Nested groups are asked for level by level,
 * one filter for all groups of a level.
 */
final class UnboundIdLogin implements Login {
    private static final String NO_ATTRIBUTES = "1.1";

    private final LDAPConnectionPool searches;
    private final LDAPConnectionPool binds;
    private final boolean nested;

    UnboundIdLogin(Target target) throws LDAPException, NoSuchAlgorithmException {
        int size = target.poolSize();
        LDAPConnection reader = connection(target);
        reader.bind(Tree.READER, Tree.READER_PASSWORD);
        searches = new LDAPConnectionPool(reader, size, size);
        binds = new LDAPConnectionPool(connection(target), size, size);
        nested = target.nested();
    }

    private static LDAPConnection connection(Target target) throws LDAPException, NoSuchAlgorithmException {
        SocketFactory sockets =
                target.secure() ? SSLContext.getDefault().getSocketFactory() : SocketFactory.getDefault();
        LDAPConnection connection = new LDAPConnection(sockets);
        connection.getConnectionOptions().setUseSynchronousMode(true);
        connection.connect(Target.HOST, target.port());
        return connection;
    }

    @Override
    public @Nullable Collection<String> attempt(String username, String password) throws LDAPException {
        List<SearchResultEntry> users =
                search(Tree.PEOPLE, Filter.createEqualityFilter("uid", username), NO_ATTRIBUTES);
        if (users.size() != 1) {
            return null;
        }
        String dn = users.get(0).getDN();
        return accepts(dn, password) ? roles(dn) : null;
    }

    private boolean accepts(String dn, String password) throws LDAPException {
        try {
            binds.bind(dn, password);
            return true;
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return false;
            }
            throw e;
        }
    }

    private Collection<String> roles(String dn) throws LDAPException {
        Map<String, String> names = new LinkedHashMap<>();
        List<SearchResultEntry> level = search(Tree.GROUPS, memberOf(dn), "cn");
        while (!level.isEmpty()) {
            List<SearchResultEntry> fresh = level.stream()
                    .filter(group -> names.put(group.getDN(), roleName(group)) == null)
                    .toList();
            level = nested && !fresh.isEmpty() ? search(Tree.GROUPS, memberOfAny(fresh), "cn") : List.of();
        }
        return names.values();
    }

    private static String roleName(SearchResultEntry group) {
        return Objects.requireNonNull(group.getAttributeValue("cn"));
    }

    private static Filter memberOfAny(List<SearchResultEntry> groups) {
        return Filter.createORFilter(
                groups.stream().map(group -> memberOf(group.getDN())).toList());
    }

    private static Filter memberOf(String dn) {
        return Filter.createEqualityFilter("member", dn);
    }

    private List<SearchResultEntry> search(String base, Filter filter, String attribute) throws LDAPException {
        SearchRequest request =
                new SearchRequest(base, SearchScope.ONE, DereferencePolicy.NEVER, 0, 0, false, filter, attribute);
        return Objects.requireNonNull(searches.search(request).getSearchEntries());
    }

    @Override
    public void close() {
        searches.close();
        binds.close();
    }
}
