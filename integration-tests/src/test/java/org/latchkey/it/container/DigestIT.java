package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/** DIGEST needs a password that can be read; a realm that only binds has none. */
class DigestIT {
    private static final DigestLogin READABLE = new DigestLogin("digest", "digest-c4nary");
    private static final DigestLogin WRONG = new DigestLogin("digest", "wrong-c4nary");

    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    private static TomcatProcess tomcat;

    @BeforeAll
    static void start(@TempDir Path wars) {
        RealmXml binding = FixtureRealm.at(directory).with("userBase", Fixture.READABLE);
        RealmXml reading = binding.with("userPassword", "userPassword");
        RealmXml readingInVain = reading.with("userBase", Fixture.PEOPLE);
        tomcat = TomcatProcess.running(CatalinaBase.named("DigestIT")
                .deploy(ProbeWar.write(wars, "binding", "DIGEST"), binding)
                .deploy(ProbeWar.write(wars, "reading", "DIGEST"), reading)
                .deploy(ProbeWar.write(wars, "reading-in-vain", "DIGEST"), readingInVain));
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Test
    void with_a_readable_password_attribute_the_right_answer_opens() {
        Answer answer = READABLE.get(tomcat.browser(), "/reading/inside");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.value("remoteUser")).isEqualTo("digest");
        assertThat(answer.value("authType")).isEqualTo("DIGEST");
        assertThat(answer.body()).doesNotContain("c4nary");
    }

    @Test
    void with_a_readable_password_attribute_a_wrong_answer_does_not() {
        assertThat(WRONG.get(tomcat.browser(), "/reading/inside").status()).isEqualTo(401);
    }

    @Test
    void whose_password_attribute_cannot_be_read_is_refused_whatever_the_answer() {
        for (String password : new String[] {"alice-c4nary", "", "null"}) {
            DigestLogin alice = new DigestLogin("alice", password);
            assertThat(alice.get(tomcat.browser(), "/reading-in-vain/inside").status())
                    .as(password)
                    .isEqualTo(401);
        }
    }

    @Test
    void where_the_realm_only_binds_nobody_gets_in_and_one_line_says_why() {
        assertThat(READABLE.get(tomcat.browser(), "/binding/inside").status()).isEqualTo(401);
        assertThat(READABLE.get(tomcat.browser(), "/binding/inside").status()).isEqualTo(401);

        assertThat(tomcat.consoleLines())
                .filteredOn(line -> line.matches(".*(?i:digest).*userPassword.*"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" WARNING "));
    }
}
