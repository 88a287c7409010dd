package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ConfigException;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.parity.OwnAuthority;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;
import org.latchkey.it.tls.ServerCertificate;

/** Configurations that cannot work, and TLS that is not what it seems. */
class StartIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("start").build();

    /** Trusts the tests' own authority, as a site's factory would. */
    private static final String FACTORY = OwnAuthority.class.getName();

    @Test
    void what_cannot_work_is_refused_with_the_key_and_what_is_accepted() {
        refused("userSearch", "(uid={0}", "userSearch");
        refused("userSearch", "(uid=*)", "userSearch");
        refused("userSerach", "(uid={0})", "userSearch");
        refused("connectionPassword", "", "connectionPassword");
        refused("useStartTls", "yes", "useStartTls");
        refused("connectionTimeout", "abc", "connectionTimeout");
        refused("userSearch", "(uid='{0}')", "userSearch");
    }

    @Test
    void an_apostrophe_in_a_filter_is_an_apostrophe() throws Exception {
        try (Engine engine = Engine.searching(SLAPD, "userSearch", "(&(uid={0})(!(cn=O'Brien)))");
                Engine old = Engine.searching(SLAPD, "userSearch", "(&(uid={0})(uid=o''brien))")) {
            assertThat(Engine.name(engine.loginAs("alice"))).isEqualTo("alice");
            assertThat(Engine.name(old.loginAs("o'brien"))).isEqualTo("o'brien");
            assertThat(Engine.name(old.loginAs("alice"))).isNull();
        }
    }

    @Test
    void dns_without_servers_for_the_domain_is_unavailable_and_names_the_record() throws Exception {
        try (Engine engine = Engine.searching(
                SLAPD,
                "connectionURL",
                "ldap:///dc=no-such-domain,dc=invalid",
                "connectionTimeout",
                "500",
                "userBase",
                "ou=people",
                "roleBase",
                "ou=groups")) {
            engine.probe();
            assertThat(engine.isUp()).isFalse();
            assertThat(engine.lastFault()).contains("_ldap._tcp.no-such-domain.invalid");
        }
    }

    @Test
    void ldaps_and_start_tls_both_trust_the_authority_that_was_configured_and_no_other() throws Exception {
        try (Engine ldaps = Engine.searching(
                        SLAPD, "connectionURL", SLAPD.secureUrl(), "sslSocketFactoryClassName", FACTORY);
                Engine startTls = Engine.searching(SLAPD, "useStartTls", "true", "sslSocketFactoryClassName", FACTORY);
                Engine stranger = Engine.searching(SLAPD, "connectionURL", SLAPD.secureUrl());
                Engine strangerToo = Engine.searching(SLAPD, "useStartTls", "true")) {
            assertThat(Engine.roles(ldaps.loginAs("alice"))).contains("users");
            assertThat(Engine.roles(startTls.loginAs("alice"))).contains("users");
            assertThat(SLAPD.during(() -> ldaps.loginAs("alice")).connections()).isZero();
            assertThat(SLAPD.during(() -> startTls.loginAs("alice")).connections())
                    .isZero();
            assertThat(Engine.cause(stranger.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE);
            assertThat(Engine.cause(strangerToo.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE);
        }
    }

    @Test
    void a_certificate_for_another_host_without_names_or_expired_is_not_accepted() throws Exception {
        for (ServerCertificate bad : new ServerCertificate[] {
            ServerCertificate.WRONG_NAME, ServerCertificate.CN_ONLY, ServerCertificate.EXPIRED
        }) {
            try (OpenLdap server = OpenLdap.named("start-" + bad.name().toLowerCase(java.util.Locale.ROOT))
                            .certificate(bad)
                            .start();
                    Engine ldaps = Engine.searching(
                            server,
                            "connectionURL",
                            "ldaps://localhost:" + server.securePort(),
                            "sslSocketFactoryClassName",
                            FACTORY);
                    Engine startTls = Engine.searching(
                            server,
                            "connectionURL",
                            "ldap://localhost:" + server.port(),
                            "useStartTls",
                            "true",
                            "sslSocketFactoryClassName",
                            FACTORY)) {
                Operations seen = server.during(() -> {
                    assertThat(Engine.cause(ldaps.loginAs("alice")))
                            .as(bad + " by ldaps")
                            .isEqualTo(UnavailableCause.TLS_FAILURE);
                    assertThat(Engine.cause(startTls.loginAs("alice")))
                            .as(bad + " by StartTLS")
                            .isEqualTo(UnavailableCause.TLS_FAILURE);
                });
                assertThat(seen.binds()).isZero();
                assertThat(seen.searches()).isZero();
            }
        }
    }

    @Test
    void a_server_that_wants_tls_gets_no_second_try_in_the_clear() throws Exception {
        try (OpenLdap server = OpenLdap.named("start-wants-tls").requireTls().start();
                Engine clear = Engine.of("connectionURL", server.url(), "userPattern", "uid={0}," + Fixture.PEOPLE)) {
            assertThat(Engine.cause(clear.loginAs("alice"))).isEqualTo(UnavailableCause.MISCONFIGURED);
        }
    }

    @Test
    void start_tls_that_the_server_refuses_sends_nothing_in_the_clear() throws Exception {
        try (OpenLdap server = OpenLdap.named("start-no-tls")
                        .global("disallow tls_2_anon tls_authc")
                        .global("security tls=0")
                        .start();
                Engine engine = Engine.searching(server, "useStartTls", "true")) {
            Operations seen = server.during(
                    () -> assertThat(Engine.cause(engine.loginAs("alice"))).isEqualTo(UnavailableCause.TLS_FAILURE));
            assertThat(seen.binds()).isZero();
            assertThat(seen.searches()).isZero();
        }
    }

    private static void refused(String key, String value, String named) {
        assertThatThrownBy(() -> Engine.searching(SLAPD, key, value))
                .as(key + "=" + value)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("c4nary");
    }
}
