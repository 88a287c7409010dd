package org.latchkey.benchmark.contender;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.directory.Tree;
import org.springframework.ldap.core.ContextSource;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.ldap.DefaultSpringSecurityContextSource;
import org.springframework.security.ldap.authentication.BindAuthenticator;
import org.springframework.security.ldap.authentication.LdapAuthenticationProvider;
import org.springframework.security.ldap.search.FilterBasedLdapUserSearch;
import org.springframework.security.ldap.userdetails.DefaultLdapAuthoritiesPopulator;
import org.springframework.security.ldap.userdetails.NestedLdapAuthoritiesPopulator;

/** Spring Security's provider as its reference guide wires it: bind authenticator, user search, authorities populator. */
final class SpringLogin implements Login {
    private final LdapAuthenticationProvider provider;

    SpringLogin(Target target) {
        DefaultSpringSecurityContextSource source =
                new DefaultSpringSecurityContextSource(target.url() + "/" + Tree.BASE);
        source.setUserDn(Tree.READER);
        source.setPassword(Tree.READER_PASSWORD);
        source.afterPropertiesSet();
        FilterBasedLdapUserSearch users = new FilterBasedLdapUserSearch("ou=people", "(uid={0})", source);
        users.setSearchSubtree(false);
        users.setReturningAttributes(new String[] {"1.1"});
        BindAuthenticator binds = new BindAuthenticator(source);
        binds.setUserSearch(users);
        provider = new LdapAuthenticationProvider(binds, authorities(source, target));
    }

    private static DefaultLdapAuthoritiesPopulator authorities(ContextSource source, Target target) {
        DefaultLdapAuthoritiesPopulator groups = target.nested()
                ? new NestedLdapAuthoritiesPopulator(source, "ou=groups")
                : new DefaultLdapAuthoritiesPopulator(source, "ou=groups");
        groups.setGroupSearchFilter("(member={0})");
        groups.setGroupRoleAttribute("cn");
        groups.setRolePrefix("");
        groups.setConvertToUpperCase(false);
        return groups;
    }

    @Override
    public @Nullable Collection<String> attempt(String username, String password) {
        try {
            Authentication done =
                    provider.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(username, password));
            return done == null ? null : names(done.getAuthorities());
        } catch (BadCredentialsException e) {
            return null;
        }
    }

    /** Spring also grants one for how the person logged in. */
    private static Collection<String> names(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(GrantedAuthority::getAuthority)
                .filter(name -> name != null && !name.startsWith("FACTOR_"))
                .toList();
    }

    @Override
    public void close() {
        // what is open belongs to the JDK's own pool
    }
}
