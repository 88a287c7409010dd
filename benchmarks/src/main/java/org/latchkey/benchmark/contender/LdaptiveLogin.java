package org.latchkey.benchmark.contender;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.directory.Tree;
import org.ldaptive.BindConnectionInitializer;
import org.ldaptive.ConnectionConfig;
import org.ldaptive.Credential;
import org.ldaptive.DerefAliases;
import org.ldaptive.FilterTemplate;
import org.ldaptive.LdapEntry;
import org.ldaptive.LdapException;
import org.ldaptive.PooledConnectionFactory;
import org.ldaptive.SearchOperation;
import org.ldaptive.SearchRequest;
import org.ldaptive.SearchScope;
import org.ldaptive.auth.AuthenticationRequest;
import org.ldaptive.auth.AuthenticationResponse;
import org.ldaptive.auth.Authenticator;
import org.ldaptive.auth.SearchDnResolver;
import org.ldaptive.auth.SimpleBindAuthenticationHandler;

/** ldaptive's authenticator with a pool for searches and one for binds, then a search for the groups. */
final class LdaptiveLogin implements Login {
    private final PooledConnectionFactory searches;
    private final PooledConnectionFactory binds;
    private final Authenticator authenticator;

    LdaptiveLogin(Target target) throws Exception {
        BindConnectionInitializer reader =
                new BindConnectionInitializer(Tree.READER, new Credential(Tree.READER_PASSWORD));
        searches = pool(target, config(target).connectionInitializers(reader).build());
        binds = pool(target, config(target).build());
        SearchDnResolver users = new SearchDnResolver(searches);
        users.setBaseDn(Tree.PEOPLE);
        users.setUserFilter("(uid={user})");
        users.setDerefAliases(DerefAliases.NEVER);
        authenticator = new Authenticator(users, new SimpleBindAuthenticationHandler(binds));
        authenticator.setReturnAttributes("1.1");
    }

    private static ConnectionConfig.Builder config(Target target) {
        return ConnectionConfig.builder().url(target.url()).responseTimeout(Duration.ofSeconds(5));
    }

    private static PooledConnectionFactory pool(Target target, ConnectionConfig config) throws Exception {
        PooledConnectionFactory pool = PooledConnectionFactory.builder()
                .config(config)
                .min(target.poolSize())
                .max(target.poolSize())
                .build();
        pool.initialize();
        return pool;
    }

    @Override
    public @Nullable Collection<String> attempt(String username, String password) throws LdapException {
        AuthenticationResponse response =
                authenticator.authenticate(new AuthenticationRequest(username, new Credential(password)));
        return response.isSuccess() ? roles(response.getResolvedDn()) : null;
    }

    private List<String> roles(String dn) throws LdapException {
        SearchRequest request = SearchRequest.builder()
                .dn(Tree.GROUPS)
                .scope(SearchScope.ONELEVEL)
                .aliases(DerefAliases.NEVER)
                .filter(new FilterTemplate("(member={0})", new Object[] {dn}))
                .returnAttributes("cn")
                .build();
        Collection<LdapEntry> groups =
                SearchOperation.execute(searches, request).getEntries();
        return groups.stream()
                .map(group -> group.getAttribute("cn").getStringValue())
                .toList();
    }

    @Override
    public void close() {
        searches.close();
        binds.close();
    }
}
