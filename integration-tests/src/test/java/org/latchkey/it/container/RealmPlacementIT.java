package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.it.slapd.OpenLdap;

/** Wherever Tomcat lets a realm stand, it does the same. */
class RealmPlacementIT {
    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    /**
     * Where a realm may stand, and how it gets there. Under the Engine it stands in most tests, in a LockOutRealm in others.
     */
    enum Place {
        HOST((base, realm) -> base.hostRealm(realm).deploy(BuildOutput.staffWar())),
        CONTEXT((base, realm) -> base.deploy(BuildOutput.staffWar(), realm)),
        COMBINED((base, realm) -> base.engineRealm(realm.insideCombinedRealm()).deploy(BuildOutput.staffWar())),
        LOCK_OUT_AROUND_COMBINED(
                (base, realm) -> base.engineRealm(realm.insideCombinedRealm().insideLockOutRealm(5))
                        .deploy(BuildOutput.staffWar()));

        private final BiFunction<CatalinaBase, RealmXml, CatalinaBase> put;

        Place(BiFunction<CatalinaBase, RealmXml, CatalinaBase> put) {
            this.put = put;
        }

        CatalinaBase put(RealmXml realm) {
            return put.apply(CatalinaBase.named("RealmPlacementIT-" + name()), realm);
        }
    }

    @ParameterizedTest
    @EnumSource
    void alice_gets_in_with_her_roles_and_a_wrong_password_does_not(Place place) {
        TomcatProcess tomcat = TomcatProcess.running(place.put(FixtureRealm.at(directory)));
        try (tomcat) {
            Answer alice =
                    tomcat.browser().get("/staff/engineering/" + FixtureRealm.ASK_ROLES, "alice", "alice-c4nary");
            assertThat(alice.value("remoteUser")).isEqualTo("alice");
            assertThat(alice.roles()).isEqualTo(FixtureRealm.ALICES_ROLES);

            assertThat(tomcat.browser()
                            .get("/staff/engineering/", "alice", "wrong-c4nary")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(tomcat.consoleLines())
                .as("what Tomcat says of applications that stopped")
                .noneMatch(line -> line.contains("memory leak") || line.contains("failed to stop it"));
        assertThat(tomcat.consoleLines()).noneMatch(line -> line.contains(" SEVERE "));
    }
}
