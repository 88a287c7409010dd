package org.latchkey.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;

/** The line an administrator uncomments in {@code examples/logging.properties} to see every LDAP operation. */
class OperationLogIT {
    @RegisterExtension
    static final OpenLdap directory = OpenLdap.shared();

    @Test
    void uncommented_it_shows_every_operation_of_a_login_and_no_password() throws IOException {
        String switchedOff = Files.readString(BuildOutput.exampleLogging());
        String switchedOn = switchedOff.replace("#org.latchkey.ldap.level", "org.latchkey.ldap.level");
        CatalinaBase base = CatalinaBase.named("OperationLogIT")
                .engineRealm(FixtureRealm.at(directory))
                .deploy(BuildOutput.staffWar());
        base.write("conf/logging.properties", switchedOn);

        try (TomcatProcess tomcat = TomcatProcess.running(base)) {
            tomcat.browser().get("/staff/employee/", "alice", "alice-c4nary");
        }

        assertThat(switchedOn).isNotEqualTo(switchedOff);
        List<String> operations = base.logs().lines("catalina.", line -> line.contains(" FINE "));
        assertThat(operations)
                .anySatisfy(line -> assertThat(line)
                        .contains("SEARCH " + directory.url(), "base=\"" + Fixture.PEOPLE + '"')
                        .contains("filter=\"(uid=alice)\"")
                        .containsPattern("result=\\S+ entries=1 ms=\\d+"))
                .anySatisfy(line -> assertThat(line)
                        .contains("BIND " + directory.url(), "uid=alice," + Fixture.PEOPLE)
                        .containsPattern("result=\\S+ ms=\\d+"))
                .noneMatch(line -> line.contains("c4nary"));
        assertThat(operations.size()).isGreaterThanOrEqualTo(operationsOfTheLogin(base));
    }

    private static int operationsOfTheLogin(CatalinaBase base) {
        String login = base.logs().lines("latchkey-login.").get(0);
        Matcher counted = Pattern.compile(" ops=(\\d+) ").matcher(login);
        assertThat(counted.find()).as(login).isTrue();
        return Integer.parseInt(counted.group(1));
    }
}
