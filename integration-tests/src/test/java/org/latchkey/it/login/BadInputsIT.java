package org.latchkey.it.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.RejectionReason;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operations;

/** Every hostile user name and password of the collection, by search and by template, counted at the server. */
class BadInputsIT {
    @RegisterExtension
    static final OpenLdap SLAPD =
            OpenLdap.named("bad-inputs").allowUnauthenticatedBind().build();

    private static final String ALICE = Fixture.person("alice").password();
    private static Engine search;
    private static Engine template;

    /**
     * One record.
     *
     * @param id its number
     * @param input what is typed
     * @param expect what must come of it
     */
    record BadInput(String id, String input, String expect) {
        @Override
        public String toString() {
            return id + " " + expect;
        }
    }

    @BeforeAll
    static void open() throws Exception {
        search = Engine.searching(SLAPD);
        template = Engine.of("connectionURL", SLAPD.url(), "userPattern", "uid={0}," + Fixture.PEOPLE);
        search.loginAs("alice");
        template.loginAs("alice");
    }

    @AfterAll
    static void close() {
        search.close();
        template.close();
    }

    @Test
    void the_collection_is_whole() throws Exception {
        assertThat(usernames()).hasSize(60);
        assertThat(passwords()).hasSize(13);
    }

    @ParameterizedTest
    @MethodSource("usernames")
    void a_hostile_name_is_nobody_else_s_by_search(BadInput bad) throws Exception {
        List<AuthenticationResult> results = new ArrayList<>();
        Operations seen = SLAPD.during(() -> results.add(search.login(bad.input(), ALICE)));
        AuthenticationResult result = results.get(0);
        switch (bad.expect()) {
            case "REJECT_LOCAL" -> {
                assertThat(Engine.reason(result)).isNotNull();
                assertThat(seen.total()).isZero();
            }
            case "NO_MATCH" -> {
                assertThat(Engine.reason(result)).isEqualTo(RejectionReason.UNKNOWN_USER);
                assertThat(seen.searches()).isOne();
                assertThat(seen.bindDns()).noneMatch(dn -> dn.contains("uid="));
            }
            // Either the entry that the directory says it is, by its own name, or nobody.
            default ->
                assertThat(Optional.ofNullable(Engine.name(result)).orElse("alice"))
                        .isEqualTo("alice");
        }
    }

    @ParameterizedTest
    @MethodSource("usernames")
    void a_hostile_name_is_nobody_else_s_by_template(BadInput bad) throws Exception {
        List<AuthenticationResult> results = new ArrayList<>();
        Operations seen = SLAPD.during(() -> results.add(template.login(bad.input(), ALICE)));
        if (bad.expect().equals("REJECT_LOCAL")) {
            assertThat(seen.total()).isZero();
        }
        if (Set.of("REJECT_LOCAL", "NO_MATCH").contains(bad.expect())) {
            assertThat(Engine.reason(results.get(0))).isNotNull();
        }
        assertThat(seen.binds()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"ALICE, alice", "'alice ', alice", "' Alice', alice", "klice, klice", "\u212alice, klice"})
    void one_person_has_one_name(String typed, String canonical) {
        assertThat(Engine.name(search.login(typed, canonical + "-c4nary"))).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({"o''brien", "jos\u00e9", "\u0645\u0631\u064a\u0645", "\ud842\udfb7\u91ce", "admin", "a b"})
    void unusual_names_that_are_legal_come_in(String name) {
        String uid = name.replace("''", "'");
        assertThat(Engine.name(search.loginAs(uid))).isEqualTo(uid);
        assertThat(Engine.name(template.loginAs(uid))).isEqualTo(uid);
    }

    @ParameterizedTest
    @MethodSource("passwords")
    void a_hostile_password_is_refused_at_the_gate_or_sent_once_as_it_is(BadInput bad) throws Exception {
        List<AuthenticationResult> results = new ArrayList<>();
        Operations seen = SLAPD.during(() -> results.add(search.login("alice", bad.input())));
        if (bad.expect().equals("REJECT_LOCAL")) {
            assertThat(Engine.reason(results.get(0))).isEqualTo(RejectionReason.INVALID_PASSWORD);
            assertThat(seen.total()).isZero();
        } else {
            assertThat(Engine.reason(results.get(0))).isEqualTo(RejectionReason.BAD_PASSWORD);
            assertThat(seen.binds()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pw-space",
        "pw-zero-width",
        "pw-umlaut",
        "pw-emoji",
        "pw-colons",
        "pw-trail",
        "pw-lead",
        "pw-star",
        "pw-like-a-hash",
        "pw-4096"
    })
    void an_odd_password_comes_in_when_it_is_the_right_one(String uid) {
        assertThat(Engine.name(search.loginAs(uid))).isEqualTo(uid);
        assertThat(Engine.name(template.loginAs(uid))).isEqualTo(uid);
    }

    @Test
    void a_password_is_never_trimmed() {
        assertThat(Engine.reason(search.login("alice", ALICE + " "))).isEqualTo(RejectionReason.BAD_PASSWORD);
        assertThat(Engine.reason(search.login("alice", ALICE + "\n"))).isEqualTo(RejectionReason.BAD_PASSWORD);
        assertThat(Engine.reason(search.login("pw-trail", "trail-c4nary"))).isEqualTo(RejectionReason.BAD_PASSWORD);
    }

    @Test
    void an_empty_password_is_refused_without_a_word_to_a_server_that_would_accept_it() throws Exception {
        Operations seen = SLAPD.during(() -> {
            assertThat(Engine.reason(search.login("alice", ""))).isEqualTo(RejectionReason.EMPTY_PASSWORD);
            assertThat(Engine.reason(template.login("alice", ""))).isEqualTo(RejectionReason.EMPTY_PASSWORD);
            assertThat(Engine.reason(template.login("nobody-here", ""))).isEqualTo(RejectionReason.EMPTY_PASSWORD);
        });
        assertThat(seen.total()).isZero();
    }

    static Stream<BadInput> usernames() throws IOException {
        return records("username");
    }

    static Stream<BadInput> passwords() throws IOException {
        return records("password");
    }

    private static Stream<BadInput> records(String field) throws IOException {
        Properties records = new Properties();
        try (InputStream in = Objects.requireNonNull(BadInputsIT.class.getResourceAsStream("/bad-inputs.properties"))) {
            records.load(in);
        }
        return records.stringPropertyNames().stream()
                .sorted()
                .map(key -> key.split("/"))
                .filter(key -> key[1].equals(field))
                .map(key -> new BadInput(
                        key[0], records.getProperty(String.join("/", key)).repeat(Integer.parseInt(key[3])), key[2]));
    }
}
