package org.latchkey.internal.jndi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.Secret;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.PoolConfig;
import org.latchkey.config.SecretSource;
import org.latchkey.config.ServerPolicy;
import org.latchkey.config.ServerUrl;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.config.TlsConfig;

/** Configurations and requests for the tests of connections. */
public final class Configs {

    public static final ServiceIdentity SERVICE =
            new ServiceIdentity("simple", TestDirectory.SERVICE, SecretSource.parse("service-c4nary"));

    private Configs() {}

    public static ServerUrl ldap(int port) {
        return ServerUrl.of(false, "127.0.0.1", port);
    }

    public static ServerUrl ldaps(int port) {
        return ServerUrl.of(true, "127.0.0.1", port);
    }

    public static DirectoryConfig of(ServerUrl... servers) {
        return with(SERVICE, TlsConfig.DEFAULT, Duration.ofSeconds(5), Map.of(), servers);
    }

    public static DirectoryConfig with(
            ServiceIdentity service,
            TlsConfig tls,
            Duration timeout,
            Map<String, String> environment,
            ServerUrl... servers) {
        return new DirectoryConfig(
                List.of(servers),
                service,
                tls,
                timeout,
                timeout,
                new ServerPolicy(ServerPolicy.Order.ORDERED, Duration.ofSeconds(30)),
                new PoolConfig(2, 2),
                "always",
                false,
                "auth-conf",
                environment);
    }

    public static LoginRequest login() {
        return login(Duration.ofSeconds(10));
    }

    public static LoginRequest login(Duration timeout) {
        return LoginRequest.of(
                new Credentials.UsernamePassword("alice", Secret.of("alice-c4nary")),
                new Origin("test", null),
                Deadline.after(timeout));
    }
}
