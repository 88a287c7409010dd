package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several directories in one realm: a name is one person, and a password goes to one directory. */
class DirectoriesTest {

    private static final String PATTERN = "uid={0}," + TestDirectory.PEOPLE;

    private TestDirectory corp;
    private TestDirectory partner;

    @BeforeEach
    void start() {
        corp = TestDirectory.start();
        partner = TestDirectory.start();
        person("alice", "alice-of-partner", "a.ames@partner.example");
        person("zoe", "zoe-c4nary", "zoe@partner.example");
    }

    /** Gives the partner's directory a person, or an old one another password. */
    private void person(String uid, String password, String mail) {
        String dn = "uid=" + uid + "," + TestDirectory.PEOPLE;
        if (uid.equals("alice")) {
            partner.modify(
                    "dn: " + dn,
                    "changetype: modify",
                    "replace: userPassword",
                    "userPassword: " + password,
                    "-",
                    "replace: mail",
                    "mail: " + mail);
        } else {
            partner.add(
                    "dn: " + dn,
                    "objectClass: inetOrgPerson",
                    "uid: " + uid,
                    "cn: " + uid,
                    "sn: " + uid,
                    "mail: " + mail,
                    "userPassword: " + password);
        }
    }

    @AfterEach
    void stop() {
        corp.close();
        partner.close();
    }

    private TestRealm.Line both() {
        return new TestRealm.Line()
                .with("directories", "corp, partner")
                .with("corp.connectionURL", corp.url())
                .with("partner.connectionURL", partner.url())
                .with("userBase", TestDirectory.PEOPLE)
                .with("userSearch", "(uid={0})")
                .with("roleBase", TestDirectory.GROUPS)
                .with("roleName", "cn")
                .with("roleSearch", "(member={0})")
                .with("partner.rolePrefix", "partner-")
                .with("equalTiming", "false");
    }

    private void forget() {
        corp.operations().forget();
        partner.operations().forget();
    }

    /** How a login ends by the log. */
    private static String outcome(TestRealm realm, String name, String password) {
        try (CapturedLog log = CapturedLog.ofLatchkey()) {
            Object principal = password == null ? realm.outermost().authenticate(name) : realm.login(name, password);
            List<String> lines = log.of("org.latchkey.login");
            assertThat(lines).as("one line a login").hasSize(1);
            assertThat(lines.get(0).startsWith("AUTHENTICATED")).isEqualTo(principal != null);
            return lines.get(0)
                    .replaceFirst("(AUTHENTICATED|.*?reason=)([A-Z_]*) .*", "$1$2")
                    .replaceFirst(".*=", "");
        }
    }

    @Test
    @Proves("directories")
    void each_name_belongs_to_the_first_directory_that_knows_it() {
        try (TestRealm realm = both().start()) {
            assertThat(realm.roles("alice", "alice-c4nary")).contains("staff");
            assertThat(realm.roles("zoe", "zoe-c4nary")).isEmpty();
            assertThat(realm.outermost().authenticate("zoe"))
                    .as("proved elsewhere")
                    .isNotNull();
            forget();
            assertThat(outcome(realm, "alice", "alice-of-partner")).isEqualTo("BAD_PASSWORD");
            assertThat(corp.operations().binds()).hasSize(1);
            assertThat(partner.operations().all())
                    .as("not asked about corp's people")
                    .isEmpty();
            forget();
            assertThat(outcome(realm, "zoe", "wrong-c4nary")).isEqualTo("BAD_PASSWORD");
            assertThat(corp.operations().binds())
                    .as("no password of the partner's people")
                    .isEmpty();
            assertThat(partner.operations().binds()).hasSize(1);
            assertThat(outcome(realm, "ghost", "wrong-c4nary")).isEqualTo("UNKNOWN_USER");
        }
    }

    @Test
    void a_name_is_looked_up_before_a_password_goes_to_a_template() {
        try (TestRealm realm = both().without("userSearch", "userBase")
                .with("userPattern", PATTERN)
                .start()) {
            assertThat(realm.login("alice", "alice-c4nary")).isNotNull();
            assertThat(outcome(realm, "alice", "alice-of-partner")).isEqualTo("BAD_PASSWORD");
            forget();
            assertThat(realm.login("zoe", "zoe-c4nary")).isNotNull();
            assertThat(corp.operations().binds()).isEmpty();
            assertThat(partner.operations().binds()).hasSize(1);
        }
    }

    @Test
    void an_earlier_directory_that_cannot_answer_keeps_the_later_ones_closed() {
        try (TestRealm realm = both().start()) {
            corp.goDown();
            forget();
            assertThat(outcome(realm, "zoe", "zoe-c4nary")).isEqualTo("UNREACHABLE");
            assertThat(outcome(realm, "alice", "alice-of-partner")).isEqualTo("UNREACHABLE");
            assertThat(partner.operations().all()).isEmpty();
            assertThat(realm.ldap().getHealth()).startsWith("down since").contains("corp: ");
            assertThat(realm.ldap().getServers()).isEqualTo(corp.url() + " " + partner.url());
        }
    }

    @Test
    void a_later_directory_that_cannot_answer_closes_nothing_but_itself() {
        try (TestRealm realm = both().start()) {
            partner.goDown();
            assertThat(outcome(realm, "alice", "alice-c4nary")).isEqualTo("AUTHENTICATED");
            assertThat(outcome(realm, "zoe", "zoe-c4nary")).isEqualTo("UNREACHABLE");
        }
    }

    @Test
    @Proves("ignoreUnavailable")
    void a_directory_may_be_passed_over_while_it_is_down() {
        try (TestRealm realm = both().with("corp.ignoreUnavailable", "true").start()) {
            assertThat(outcome(realm, "alice", "alice-c4nary")).isEqualTo("AUTHENTICATED");
            corp.goDown();
            assertThat(outcome(realm, "zoe", "zoe-c4nary")).isEqualTo("AUTHENTICATED");
            assertThat(outcome(realm, "ghost", "zoe-c4nary"))
                    .as("it could be one of corp's")
                    .isEqualTo("UNREACHABLE");
        }
    }

    @Test
    void a_directory_that_breaks_after_the_password_was_sent_is_never_passed_over() {
        try (TestRealm realm = both().with("corp.ignoreUnavailable", "true").start()) {
            corp.operations().onBind(corp::goDown);
            assertThat(outcome(realm, "alice", "alice-of-partner")).isNotEqualTo("AUTHENTICATED");
            assertThat(partner.operations().binds()).isEmpty();
        }
    }

    @Test
    void nobody_gets_the_name_of_somebody_in_an_earlier_directory() {
        TestRealm.Line line =
                both().with("userSearch", "(|(uid={0})(mail={0}))").with("userNameAttribute", "uid");
        try (TestRealm realm = line.start();
                CapturedLog log = CapturedLog.ofLatchkey()) {
            assertThat(realm.login("a.ames@partner.example", "alice-of-partner"))
                    .isNull();
            assertThat(log.of("org.latchkey.login")).singleElement().asString().contains("AMBIGUOUS_USER");
            assertThat(log.of("org.latchkey"))
                    .anyMatch(text -> text.contains("directory corp has a user of that name"));
            assertThat(realm.login("zoe@partner.example", "zoe-c4nary").getName())
                    .isEqualTo("zoe");
            assertThat(realm.login("a.ames@example.org", "alice-c4nary").getName())
                    .isEqualTo("alice");
        }
    }

    @Test
    void the_domain_that_was_typed_chooses_the_directory() {
        TestRealm.Line line = both().with("corp.usernameDomain", "corp.example, CORP")
                .with("partner.usernameDomain", "partner.example");
        try (TestRealm realm = line.start()) {
            assertThat(realm.login("CORP\\alice", "alice-c4nary").getName()).isEqualTo("alice");
            assertThat(outcome(realm, "alice@corp.example", "alice-of-partner")).isEqualTo("BAD_PASSWORD");
            assertThat(outcome(realm, "zoe@corp.example", "zoe-c4nary")).isEqualTo("UNKNOWN_USER");
            assertThat(outcome(realm, "zoe@elsewhere.example", "zoe-c4nary")).isEqualTo("OTHER_DOMAIN");
            forget();
            assertThat(outcome(realm, "zoe@partner.example", "zoe-c4nary")).isEqualTo("AUTHENTICATED");
            assertThat(corp.operations().binds()).isEmpty();
            assertThat(outcome(realm, "alice@partner.example", "alice-of-partner"))
                    .as("corp has an alice too")
                    .isEqualTo("AMBIGUOUS_USER");
        }
        try (TestRealm realm =
                line.with("partner.principalNameFormat", "partner_{0}").start()) {
            assertThat(realm.login("alice@partner.example", "alice-of-partner").getName())
                    .isEqualTo("partner_alice");
            assertThat(realm.login("alice", "alice-c4nary").getName()).isEqualTo("alice");
            assertThat(realm.outermost().authenticate("partner_alice").getName())
                    .isEqualTo("partner_alice");
        }
    }

    @Test
    void a_name_that_applications_know_somebody_of_an_earlier_directory_by_is_nobody_elses() {
        person("ldap_bob", "x-c4nary", "ldap_bob@partner.example");
        try (TestRealm realm =
                both().with("corp.principalNameFormat", "ldap_{0}").start()) {
            assertThat(realm.login("bob", "bob-c4nary").getName()).isEqualTo("ldap_bob");
            assertThat(outcome(realm, "ldap_bob", "x-c4nary")).isEqualTo("AMBIGUOUS_USER");
            assertThat(outcome(realm, "zoe", "zoe-c4nary")).isEqualTo("AUTHENTICATED");
        }
        partner.modify(
                "dn: uid=ldap_bob," + TestDirectory.PEOPLE,
                "changetype: modify",
                "replace: mail",
                "mail: bob@example.org");
        try (TestRealm realm = both().with("corp.userNameAttribute", "mail")
                .with("partner.userSearch", "(mail={0})")
                .start()) {
            assertThat(realm.login("bob", "bob-c4nary").getName()).isEqualTo("bob@example.org");
            assertThat(outcome(realm, "bob@example.org", "x-c4nary")).isEqualTo("AMBIGUOUS_USER");
            assertThat(outcome(realm, "zoe@partner.example", "zoe-c4nary")).isEqualTo("AUTHENTICATED");
        }
    }

    @Test
    void only_an_outage_lets_a_directory_be_passed_over() {
        try (TestRealm realm = both().with("corp.ignoreUnavailable", "true").start()) {
            corp.operations().refuseSearches(ResultCode.UNWILLING_TO_PERFORM);
            assertThat(outcome(realm, "alice", "alice-of-partner")).isEqualTo("DIRECTORY_ERROR");
            assertThat(outcome(realm, "alice", null)).isEqualTo("DIRECTORY_ERROR");
            assertThat(partner.operations().binds()).isEmpty();
        }
    }

    @Test
    void somebody_whose_groups_cannot_be_told_is_not_taken_for_a_namesake() {
        try (TestRealm realm = both().with("corp.ignoreUnavailable", "true")
                .with("corp.roleBase", "ou=nowhere," + TestDirectory.ROOT)
                .start()) {
            assertThat(outcome(realm, "alice", null)).isEqualTo("MISCONFIGURED");
            assertThat(partner.operations().all()).isEmpty();
        }
    }

    @Test
    void no_second_directory_gets_a_password_that_a_first_one_has_got() {
        try (TestRealm realm = both().start()) {
            corp.operations().answerBinds(ResultCode.NO_SUCH_OBJECT, "gone meanwhile");
            assertThat(outcome(realm, "alice", "alice-of-partner")).isEqualTo("UNKNOWN_USER");
            assertThat(partner.operations().binds()).isEmpty();
        }
    }

    @Test
    void a_name_that_does_not_fit_one_directory_may_be_one_of_the_next() {
        try (TestRealm realm = both().with("corp.usernamePattern", "[a-y]+").start()) {
            assertThat(outcome(realm, "zoe", "zoe-c4nary")).isEqualTo("AUTHENTICATED");
            assertThat(corp.operations().searches()).isEmpty();
        }
    }

    @Test
    void a_key_of_a_directory_wins_over_one_for_all_and_mistakes_name_the_directory() {
        assertThat(both().with("corp.userSearch", "(uid=*)").refusal())
                .contains("directory corp: corp.userSearch is '(uid=*)', but must be");
        assertThat(both().with("partner.usrSearch", "(uid={0})").refusal())
                .contains("'partner.usrSearch' is not a key that Latchkey knows: did you mean partner.userSearch?");
        assertThat(both().with("corp.loginTimeout", "5s").refusal())
                .contains("corp.loginTimeout must be given without a directory's name");
        assertThat(both().with("corp.stripRealmForGss", "false").refusal())
                .contains("corp.stripRealmForGss must be given without a directory's name");
        assertThat(both().without("userSearch", "userBase")
                        .with("userPattern", PATTERN)
                        .with("corp.userNameAttribute", "mail")
                        .refusal())
                .contains(
                        "corp.userNameAttribute is 'mail', but must be the attribute that userPattern makes the DN of");
        assertThat(both().with("readTimeout", "soon").refusal()).containsOnlyOnce("readTimeout is 'soon'");
        assertThat(both().with("directories", "corp,userBase").refusal()).contains("'userBase' is a key");
        assertThat(both().with("directories", "corp,corp").refusal()).contains("a name stands there twice");
        assertThat(TestRealm.searching(corp).with("ignoreUnavailable", "true").refusal())
                .contains("ignoreUnavailable is 'true', but must be left out");
        assertThat(both().without("userSearch", "roleSearch", "roleName", "roleBase")
                        .with("userPattern", "{0}@corp.example")
                        .refusal())
                .contains("corp.userSearch is not set, but must be given while other directories follow");
    }
}
