package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.ds389.Ds389;
import org.latchkey.it.ds389.Ds389Tree;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.samba.AdDomain;
import org.latchkey.it.samba.SambaAd;
import org.latchkey.it.slapd.OpenLdap;

/** A preset, a server and a name to search by: with nothing more, each kind of directory is used as it is meant to be. */
class PresetsIT {
    @RegisterExtension
    static final OpenLdap SLAPD = OpenLdap.named("presets").build();

    @RegisterExtension
    static final Ds389 DS389 = Ds389.shared();

    @RegisterExtension
    static final SambaAd SAMBA = SambaAd.shared();

    /** The fixture has references to other servers at its top, so that it names the places of people and groups. */
    private static Engine onOpenLdap(String preset) throws Exception {
        return Engine.of(
                "preset",
                preset,
                "connectionURL",
                SLAPD.url() + "/" + Fixture.BASE,
                "connectionName",
                Fixture.READER_DN,
                "connectionPassword",
                Fixture.READER_PASSWORD,
                "userBase",
                "ou=people",
                "roleBase",
                "ou=groups");
    }

    @Test
    void openldap() throws Exception {
        try (Engine engine = onOpenLdap("openldap")) {
            assertThat(Engine.roles(engine.loginAs("carol"))).contains("users", "admins");
            assertThat(Engine.roles(engine.loginAs("grace")))
                    .as("unique members")
                    .contains("auditors");
            assertThat(Engine.roles(engine.loginAs("heidi")))
                    .as("members by name")
                    .contains("operators");
        }
    }

    @Test
    void rfc2307() throws Exception {
        try (Engine engine = onOpenLdap("rfc2307")) {
            assertThat(Engine.roles(engine.loginAs("heidi"))).containsExactlyInAnyOrder("primary", "operators");
        }
    }

    @Test
    void ds389() throws Exception {
        try (Engine engine =
                Engine.of(DS389.config(), "preset", "389ds", "connectionURL", DS389.url() + "/" + Ds389Tree.BASE)) {
            assertThat(Engine.roles(
                            engine.login("alice", Ds389Tree.person("alice").password())))
                    .contains("nest-0", "nest-" + (Ds389Tree.NEST_CHAIN - 1));
            assertThat(Engine.reason(engine.proved("inactive"))).isEqualTo(RejectionReason.ACCOUNT_DISABLED);
        }
    }

    @Test
    void active_directory_with_a_service_account() throws Exception {
        try (Engine engine = Engine.of(
                SAMBA.config(), "preset", "activeDirectory", "connectionURL", SAMBA.ldapsUrl() + "/" + AdDomain.BASE)) {
            assertRolesOfAlice(engine);
            assertThat(Engine.name(engine.login(
                            AdDomain.upn("alice"), AdDomain.person("alice").password())))
                    .isEqualTo("alice");
        }
    }

    @Test
    void active_directory_with_the_users_own_search() throws Exception {
        try (Engine engine = Engine.of(
                Map.of("caCertificateFile", SAMBA.caFile().toString()),
                "preset",
                "activeDirectory",
                "connectionURL",
                SAMBA.ldapsUrl() + "/" + AdDomain.BASE,
                "connectionName",
                AdDomain.upn("{0}"))) {
            assertRolesOfAlice(engine);
            assertThat(Engine.name(
                            engine.login("bob", AdDomain.person("mallory").password())))
                    .as("whose userPrincipalName is bob's name")
                    .isNull();
        }
    }

    private static void assertRolesOfAlice(Engine engine) throws Exception {
        assertThat(Engine.roles(engine.login("alice", AdDomain.person("alice").password())))
                .contains(
                        "staff",
                        "Domain Users",
                        "nest-0",
                        "nest-" + (AdDomain.NEST_CHAIN - 1),
                        "legacy",
                        "local-readers");
    }
}
