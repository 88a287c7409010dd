package org.latchkey.benchmark.contender;

import java.util.Collection;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.eclipse.jetty.security.jaas.JAASRole;
import org.eclipse.jetty.security.jaas.callback.ObjectCallback;
import org.eclipse.jetty.security.jaas.spi.LdapLoginModule;
import org.jspecify.annotations.Nullable;
import org.latchkey.benchmark.directory.Tree;

/** Jetty's JAAS module behind a {@code LoginContext} for each login, as Jetty's own login service uses it. */
final class JettyLogin implements Login {
    private final Configuration configuration;

    JettyLogin(Target target) {
        Map<String, String> options = Map.ofEntries(
                Map.entry("contextFactory", "com.sun.jndi.ldap.LdapCtxFactory"),
                Map.entry("hostname", Target.HOST),
                Map.entry("port", String.valueOf(target.port())),
                Map.entry("useLdaps", String.valueOf(target.secure())),
                Map.entry("authenticationMethod", "simple"),
                Map.entry("bindDn", Tree.READER),
                Map.entry("bindPassword", Tree.READER_PASSWORD),
                Map.entry("forceBindingLogin", "true"),
                Map.entry("userBaseDn", Tree.PEOPLE),
                Map.entry("userObjectClass", "inetOrgPerson"),
                Map.entry("userIdAttribute", "uid"),
                Map.entry("userRdnAttribute", "uid"),
                Map.entry("roleBaseDn", Tree.GROUPS),
                Map.entry("roleObjectClass", "groupOfNames"),
                Map.entry("roleMemberAttribute", "member"),
                Map.entry("roleNameAttribute", "cn"));
        AppConfigurationEntry[] entries = {
            new AppConfigurationEntry(LdapLoginModule.class.getName(), LoginModuleControlFlag.REQUIRED, options)
        };
        configuration = new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return entries.clone();
            }
        };
    }

    @Override
    public @Nullable Collection<String> attempt(String username, String password) throws LoginException {
        LoginContext context = new LoginContext("benchmark", new Subject(), answers(username, password), configuration);
        try {
            context.login();
        } catch (LoginException e) {
            return null; // a refused password and an outage look alike
        }
        return context.getSubject().getPrincipals(JAASRole.class).stream()
                .map(JAASRole::getName)
                .toList();
    }

    private static CallbackHandler answers(String username, String password) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(username);
                } else if (callback instanceof ObjectCallback object) {
                    object.setObject(password);
                } else if (callback instanceof PasswordCallback secret) {
                    secret.setPassword(password.toCharArray());
                }
            }
        };
    }

    @Override
    public void close() {
        // keeps nothing open
    }
}
