package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.it.slapd.OpenLdap;

/**
 * A realm that is not what its administrator wrote must not start.
 *
 * <p>Where the start can be refused it is; CombinedRealm and LockOutRealm go on without a realm that fails, and there
 * one line says so and nobody gets in.
 */
class WrongConfigurationIT {
    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    /** One attribute an administrator got wrong: misspelled, or of a value the key does not take. */
    record Mistake(String key, String value) {
        RealmXml in(RealmXml realm) {
            return realm.with(key, value);
        }
    }

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake("userSerach", "(uid={0})"),
                new Mistake("useStartTls", "yes"),
                new Mistake("validate", "yes"),
                new Mistake("connectionTimeout", "abc"),
                new Mistake("userSearch", "(uid=alice)"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void under_the_engine_tomcat_does_not_start_and_the_key_is_named(Mistake mistake) {
        CatalinaBase base = base("engine").engineRealm(mistake.in(good()));

        assertNoStart(base, mistake.key());
    }

    @Test
    void under_the_host_tomcat_does_not_start_and_every_key_is_named() {
        CatalinaBase base = base("host").hostRealm(allMistakes());

        assertNoStart(base, mistakenKeys());
    }

    @Test
    void under_a_context_that_application_does_not_start_and_the_others_do() {
        CatalinaBase base =
                CatalinaBase.named("WrongConfigurationIT-context").deploy("sound", BuildOutput.staffWar(), good());
        List<Mistake> mistakes = mistakes();
        for (int i = 0; i < mistakes.size(); i++) {
            base.deploy("wrong-" + i, BuildOutput.staffWar(), mistakes.get(i).in(good()));
        }

        try (TomcatProcess tomcat = TomcatProcess.running(base)) {
            assertThat(login(tomcat, "/sound").status()).isEqualTo(200);
            for (int i = 0; i < mistakes.size(); i++) {
                assertThat(login(tomcat, "/wrong-" + i).status()).isEqualTo(404);
                assertThat(tomcat.browser().get("/wrong-" + i + "/public").status())
                        .isEqualTo(404);
                assertThat(ourComplaints(tomcat))
                        .filteredOn(naming(mistakes.get(i).key()))
                        .as(mistakes.get(i).key())
                        .isNotEmpty();
            }
            assertThat(ourComplaints(tomcat)).hasSameSizeAs(mistakes);
        }
    }

    /** Tomcat's realms that go on without a nested one that fails. */
    enum Wrapper {
        COMBINED(RealmXml::insideCombinedRealm),
        LOCK_OUT(realm -> realm.insideLockOutRealm(5));

        private final UnaryOperator<RealmXml> put;

        Wrapper(UnaryOperator<RealmXml> put) {
            this.put = put;
        }
    }

    @ParameterizedTest
    @EnumSource
    void inside_a_realm_that_goes_on_without_it_one_severe_line_names_every_key_and_nobody_gets_in(Wrapper wrapper)
            throws Exception {
        CatalinaBase base = base(wrapper.name()).engineRealm(wrapper.put.apply(allMistakes()));

        try (TomcatProcess tomcat = TomcatProcess.running(base)) {
            assertThat(ourComplaints(tomcat))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains(mistakenKeys()));
            var asked = directory.during(
                    () -> assertThat(login(tomcat, "/staff").status()).isEqualTo(401));
            assertThat(asked.total()).as(asked.toString()).isZero();
            assertThat(tomcat.browser().get("/staff/public").status()).isEqualTo(200);
        }
    }

    private static void assertNoStart(CatalinaBase base, String... keys) {
        try (TomcatProcess tomcat = TomcatProcess.start(base)) {
            assertThat(tomcat.isRunning()).as("Tomcat is up").isFalse();
            assertThat(ourComplaints(tomcat))
                    .singleElement()
                    .satisfies(
                            line -> assertThat(keys).allMatch(key -> naming(key).test(line)));
        }
    }

    /** What we say in capital letters; Tomcat says as much on its own account. */
    private static List<String> ourComplaints(TomcatProcess tomcat) {
        return tomcat.consoleLines().stream()
                .filter(line -> line.matches("\\S+ \\S+ SEVERE \\[[^]]*] org\\.latchkey\\..*"))
                .toList();
    }

    private static Predicate<String> naming(String key) {
        return Pattern.compile("\\b" + key + "\\b").asPredicate();
    }

    private static Answer login(TomcatProcess tomcat, String application) {
        return tomcat.browser().get(application + "/employee/", "alice", "alice-c4nary");
    }

    private static CatalinaBase base(String name) {
        return CatalinaBase.named("WrongConfigurationIT-" + name).deploy(BuildOutput.staffWar());
    }

    private static RealmXml good() {
        return FixtureRealm.at(directory);
    }

    private static RealmXml allMistakes() {
        RealmXml realm = good();
        for (Mistake mistake : mistakes()) {
            realm = mistake.in(realm);
        }
        return realm;
    }

    private static String[] mistakenKeys() {
        return mistakes().stream().map(Mistake::key).toArray(String[]::new);
    }
}
