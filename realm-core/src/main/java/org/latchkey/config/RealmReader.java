package org.latchkey.config;

import java.util.List;
import java.util.Optional;

/** Reads what one engine is opened with, and checks that its parts fit together. */
final class RealmReader {

    private final ConfigValues values;
    private final Findings findings;

    private RealmReader(ConfigValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    /**
     * Reads everything, whatever is wrong.
     *
     * @param values the keys
     * @param findings takes the problems
     * @return the configuration, or empty where there is a problem
     */
    static Optional<RealmConfig> read(ConfigValues values, Findings findings) {
        return new RealmReader(values, findings).read();
    }

    private Optional<RealmConfig> read() {
        EnvironmentKeys.check(values, findings);
        Servers servers = ServerUrls.read(values, findings);
        TlsConfig tls = TlsReader.read(values, servers, findings);
        ServiceAccess service = ServiceIdentityReader.read(values, tls.startTls() || servers.allTls(), findings);
        UserConfig user = UserReader.read(values, servers.root(), service, findings);
        RoleConfig roles = RoleReader.read(values, servers.root(), findings);
        RoleRules roleRules = RoleRulesReader.read(values, roles, findings);
        AdmissionConfig admission = AdmissionReader.read(values, roles, findings);
        CertificateConfig certificates = CertificateReader.read(values, findings);
        HookConfig hooks = HookReader.read(values, findings);
        BinaryAttributes.check(values, findings);
        checkPoolKeys();
        warnOfOldKeys();
        if (findings.any()) {
            return Optional.empty();
        }
        return Optional.of(new RealmConfig(
                "",
                false,
                directory(servers, service, tls),
                user,
                roles,
                roleRules,
                admission,
                certificates,
                hooks,
                values.duration(ConfigKey.LOGIN_TIMEOUT),
                values.integer(ConfigKey.MAX_USERNAME_LENGTH),
                values.bool(ConfigKey.EQUAL_TIMING),
                values.bool(ConfigKey.OVERLAP),
                values.duration(ConfigKey.REMEMBER_DN),
                values.expansion(),
                findings.warnings()));
    }

    private void checkPoolKeys() {
        for (ConfigKey key : List.of(ConfigKey.MAX_CONNECTIONS, ConfigKey.MAX_BIND_CONNECTIONS)) {
            if (values.given(key) && values.given(ConfigKey.CONNECTION_POOL_SIZE)) {
                findings.problem(values.say(key) + " while " + values.say(ConfigKey.CONNECTION_POOL_SIZE)
                        + ", but only one of them may be given: the first is the new name of the second");
            }
        }
    }

    /** JNDIRealm's size, whose default of 1 stands for ours, or what the new keys say. */
    private PoolConfig pools() {
        int old = values.integer(ConfigKey.CONNECTION_POOL_SIZE);
        return old > 1
                ? new PoolConfig(old, old)
                : new PoolConfig(
                        values.integer(ConfigKey.MAX_CONNECTIONS), values.integer(ConfigKey.MAX_BIND_CONNECTIONS));
    }

    private ServerPolicy policy() {
        ServerPolicy.Order order = switch (values.text(ConfigKey.SERVER_ORDER).orElseThrow()) {
            case "roundRobin" -> ServerPolicy.Order.ROUND_ROBIN;
            case "random" -> ServerPolicy.Order.RANDOM;
            default -> ServerPolicy.Order.ORDERED;
        };
        return new ServerPolicy(order, values.duration(ConfigKey.SERVER_RETRY_INTERVAL));
    }

    private void warnOfOldKeys() {
        if (values.given(ConfigKey.DEBUG)) {
            findings.warning("debug is not used: the logger org.latchkey decides what is written");
        }
        if (values.text(ConfigKey.REFERRALS).filter("follow"::equals).isPresent()) {
            findings.warning(
                    "referrals is 'follow', but no referral is followed: the password would go to whatever server"
                            + " it names");
        }
    }

    private DirectoryConfig directory(Servers servers, ServiceAccess service, TlsConfig tls) {
        return new DirectoryConfig(
                servers.urls(),
                service.identity(),
                tls,
                values.duration(ConfigKey.CONNECTION_TIMEOUT),
                values.duration(ConfigKey.READ_TIMEOUT),
                policy(),
                pools(),
                values.text(ConfigKey.DEREF_ALIASES).orElseThrow(),
                values.bool(ConfigKey.AD_COMPAT),
                values.text(ConfigKey.SPNEGO_DELEGATION_QOP).orElseThrow(),
                BinaryAttributes.environment(values));
    }
}
