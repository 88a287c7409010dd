package org.latchkey.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Reads a configuration: a map of keys, as every door collects it, and the file it may name.
 *
 * <p>Safe for use by many threads. Reads files, and environment variables that secrets refer to; never sends anything: a
 * directory that is down does not matter here.
 */
public final class ConfigReader {

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
        RoleRules roleRules = RoleRulesReader.read(values, roles, findings);
        AdmissionConfig admission = AdmissionReader.read(values, roles, findings);
        checkPoolKeys(values, findings);
        warnOfOldKeys(values, findings);
        findings.throwIfAny();
        return new Configuration(
                realm(values, directory(values, servers, service, tls), user, roles, roleRules, admission, findings),
                values);
    }

    private static void checkPoolKeys(ConfigValues values, Findings findings) {
        for (ConfigKey key : List.of(ConfigKey.MAX_CONNECTIONS, ConfigKey.MAX_BIND_CONNECTIONS)) {
            if (values.given(key) && values.given(ConfigKey.CONNECTION_POOL_SIZE)) {
                findings.problem(values.say(key) + " while " + values.say(ConfigKey.CONNECTION_POOL_SIZE)
                        + ", but only one of them may be given: the first is the new name of the second");
            }
        }
    }

    /** JNDIRealm's size, whose default of 1 stands for ours, or what the new keys say. */
    private static PoolConfig pools(ConfigValues values) {
        int old = values.integer(ConfigKey.CONNECTION_POOL_SIZE);
        return old > 1
                ? new PoolConfig(old, old)
                : new PoolConfig(
                        values.integer(ConfigKey.MAX_CONNECTIONS), values.integer(ConfigKey.MAX_BIND_CONNECTIONS));
    }

    private static ServerPolicy policy(ConfigValues values) {
        ServerPolicy.Order order = switch (values.text(ConfigKey.SERVER_ORDER).orElseThrow()) {
            case "roundRobin" -> ServerPolicy.Order.ROUND_ROBIN;
            case "random" -> ServerPolicy.Order.RANDOM;
            default -> ServerPolicy.Order.ORDERED;
        };
        return new ServerPolicy(order, values.duration(ConfigKey.SERVER_RETRY_INTERVAL));
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
        return new DirectoryConfig(
                servers.urls(),
                service.identity(),
                tls,
                values.duration(ConfigKey.CONNECTION_TIMEOUT),
                values.duration(ConfigKey.READ_TIMEOUT),
                policy(values),
                pools(values),
                values.text(ConfigKey.DEREF_ALIASES).orElseThrow(),
                values.bool(ConfigKey.AD_COMPAT),
                values.text(ConfigKey.SPNEGO_DELEGATION_QOP).orElseThrow(),
                values.environment());
    }

    private static RealmConfig realm(
            ConfigValues values,
            DirectoryConfig directory,
            UserConfig user,
            RoleConfig roles,
            RoleRules roleRules,
            AdmissionConfig admission,
            Findings findings) {
        Duration loginTimeout = values.duration(ConfigKey.LOGIN_TIMEOUT);
        return new RealmConfig(
                directory,
                user,
                roles,
                roleRules,
                admission,
                loginTimeout,
                values.integer(ConfigKey.MAX_USERNAME_LENGTH),
                values.bool(ConfigKey.EQUAL_TIMING),
                values.bool(ConfigKey.OVERLAP),
                values.duration(ConfigKey.REMEMBER_DN),
                findings.warnings());
    }
}
