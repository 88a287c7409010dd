package org.latchkey.config;

import java.time.Duration;
import java.util.Map;

/**
 * Reads a configuration: a map of keys, as every door collects it, and the file it may name.
 *
 * <p>Safe for use by many threads. Reads files, and environment variables that secrets refer to; never sends anything: a
 * directory that is down does not matter here.
 */
public final class ConfigReader {

    /** What {@code connectionPoolSize="1"}, JNDIRealm's default, stands for. */
    private static final int DEFAULT_CONNECTIONS = 8;

    private ConfigReader() {}

    /**
     * Reads and checks everything at once.
     *
     * @param door who reads; keys of other doors are passed over in a file and refused in the map
     * @param attributes the keys given directly; they win over those in {@code configFile}. {@code className} is ignored
     * @return the configuration, complete and checked
     * @throws ConfigException when anything is wrong; it names every problem and shows no secret
     */
    public static Configuration read(Door door, Map<String, String> attributes) throws ConfigException {
        Findings findings = new Findings();
        ConfigValues values = Settings.gather(key -> key.doors().contains(door), attributes, findings);
        EnvironmentKeys.check(values, findings);
        Servers servers = ServerUrls.read(values, findings);
        TlsConfig tls = TlsReader.read(values, servers, findings);
        ServiceAccess service = ServiceIdentityReader.read(values, tls.startTls() || servers.allTls(), findings);
        UserConfig user = UserReader.read(values, servers.root(), service, findings);
        RoleConfig roles = RoleReader.read(values, servers.root(), findings);
        warnOfOldKeys(values, findings);
        findings.throwIfAny();
        return new Configuration(
                realm(values, directory(values, servers, service, tls), user, roles, findings), values);
    }

    private static void warnOfOldKeys(ConfigValues values, Findings findings) {
        if (values.given(ConfigKey.DEBUG)) {
            findings.warning("debug is not used: the logger org.latchkey decides what is written");
        }
        if (values.text(ConfigKey.REFERRALS).filter("follow"::equals).isPresent()) {
            findings.warning(
                    "referrals is 'follow', but no referral is followed: the password would go to whatever server"
                            + " it names");
        }
    }

    private static DirectoryConfig directory(
            ConfigValues values, Servers servers, ServiceAccess service, TlsConfig tls) {
        int poolSize = values.integer(ConfigKey.CONNECTION_POOL_SIZE);
        return new DirectoryConfig(
                servers.urls(),
                service.identity(),
                tls,
                values.duration(ConfigKey.CONNECTION_TIMEOUT),
                values.duration(ConfigKey.READ_TIMEOUT),
                poolSize == 1 ? DEFAULT_CONNECTIONS : poolSize,
                values.text(ConfigKey.DEREF_ALIASES).orElseThrow(),
                values.bool(ConfigKey.AD_COMPAT),
                values.text(ConfigKey.SPNEGO_DELEGATION_QOP).orElseThrow(),
                values.environment());
    }

    private static RealmConfig realm(
            ConfigValues values, DirectoryConfig directory, UserConfig user, RoleConfig roles, Findings findings) {
        Duration loginTimeout = values.duration(ConfigKey.LOGIN_TIMEOUT);
        return new RealmConfig(
                directory,
                user,
                roles,
                loginTimeout,
                values.integer(ConfigKey.MAX_USERNAME_LENGTH),
                values.bool(ConfigKey.EQUAL_TIMING),
                findings.warnings());
    }
}
