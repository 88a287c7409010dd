package org.latchkey.benchmark.contender;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.LdapIdentityStoreDefinition;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import org.glassfish.soteria.identitystores.LdapIdentityStore;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.directory.Tree;

/** The identity store of Jakarta Security's reference implementation, with the annotation an application would bear. */
final class SoteriaLogin implements Login {
    private final LdapIdentityStore store;

    SoteriaLogin(Target target) {
        store = new LdapIdentityStore(definition(Map.of(
                "url",
                target.url(),
                "bindDn",
                Tree.READER,
                "bindDnPassword",
                Tree.READER_PASSWORD,
                "callerSearchBase",
                Tree.PEOPLE,
                "callerNameAttribute",
                "uid",
                "callerSearchFilter",
                "(uid=%s)",
                "groupSearchBase",
                Tree.GROUPS,
                "groupSearchFilter",
                "(member=%s)",
                "groupNameAttribute",
                "cn")));
    }

    /** An annotation with these values, and its own defaults for the others. */
    private static LdapIdentityStoreDefinition definition(Map<String, Object> given) {
        return (LdapIdentityStoreDefinition) Proxy.newProxyInstance(
                SoteriaLogin.class.getClassLoader(),
                new Class<?>[] {LdapIdentityStoreDefinition.class},
                (annotation, member, none) -> given.getOrDefault(member.getName(), member.getDefaultValue()));
    }

    @Override
    public @Nullable Collection<String> attempt(String username, String password) {
        CredentialValidationResult result = store.validate(new UsernamePasswordCredential(username, password));
        return result.getStatus() == CredentialValidationResult.Status.VALID ? result.getCallerGroups() : null;
    }

    @Override
    public void close() {
        // keeps nothing open
    }
}
