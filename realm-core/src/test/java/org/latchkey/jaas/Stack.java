package org.latchkey.jaas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.latchkey.internal.jndi.TestDirectory;

/** A stack of login modules as a JAAS configuration has it, made in the test and seen by nobody else. */
final class Stack extends Configuration {

    static final LoginModuleControlFlag REQUIRED = LoginModuleControlFlag.REQUIRED;
    static final LoginModuleControlFlag REQUISITE = LoginModuleControlFlag.REQUISITE;
    static final LoginModuleControlFlag SUFFICIENT = LoginModuleControlFlag.SUFFICIENT;

    private final List<AppConfigurationEntry> entries = new ArrayList<>();

    /** Adds ours, on the directory, with what the test wants to be different. */
    Stack ldap(LoginModuleControlFlag flag, int port, Map<String, ?> more) {
        Map<String, Object> options = new HashMap<>(Map.of(
                "connectionURL", "ldap://127.0.0.1:" + port,
                "userPattern", "uid={0},ou=people,dc=test",
                "userAttributes", "cn",
                "userRoleName", "sn",
                "commonRole", "employee"));
        options.putAll(more);
        entries.add(new AppConfigurationEntry(LdapLoginModule.class.getName(), flag, options));
        return this;
    }

    Stack ldap(LoginModuleControlFlag flag, TestDirectory directory) {
        return ldap(flag, directory.port(), Map.of());
    }

    Stack scripted(LoginModuleControlFlag flag, ScriptedModule.Script script) {
        entries.add(new AppConfigurationEntry(ScriptedModule.class.getName(), flag, Map.of("script", script)));
        return this;
    }

    LoginContext context(Subject subject, @Nullable CallbackHandler handler) throws LoginException {
        return new LoginContext("test", subject, handler, this);
    }

    /** Logs in and returns who did. */
    Subject login(@Nullable CallbackHandler handler) throws LoginException {
        LoginContext context = context(new Subject(), handler);
        context.login();
        return context.getSubject();
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return entries.toArray(AppConfigurationEntry[]::new);
    }
}
