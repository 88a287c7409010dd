package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HTTP Digest: possible with a stored password, refused clearly without one. */
class DigestTest {

    private static final String NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    private static final String CLIENT_NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    private static final String REALM = "http-auth@example.org";

    private TestDirectory directory;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private static String hash(String algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** What a browser answers. */
    private static String answer(String algorithm, String user, String password) {
        String secret = hash(algorithm, user + ":" + REALM + ":" + password);
        return hash(algorithm, secret + ":" + NONCE + ":00000001:" + CLIENT_NONCE + ":auth:" + request(algorithm));
    }

    private static String request(String algorithm) {
        return hash(algorithm, "GET:/dir/index.html");
    }

    private static Principal login(TestRealm realm, String algorithm, String user, String answer) {
        return realm.outermost()
                .authenticate(
                        user, answer, NONCE, "00000001", CLIENT_NONCE, "auth", REALM, request(algorithm), algorithm);
    }

    @Test
    void the_examples_of_rfc_7616_match() {
        assertThat(example("MD5", "8ca523f5e9506fed4657c9700eebdbec").test("Circle of Life"))
                .isTrue();
        DigestAnswer newer = example("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
        assertThat(newer.test("Circle of Life")).isTrue();
        assertThat(newer.test("Circle of life")).isFalse();
        assertThat(newer.test("")).isFalse();
        assertThat(newer.test("null")).isFalse();
    }

    private static DigestAnswer example(String algorithm, String answer) {
        String nonces = DigestAnswer.nonces(NONCE, "00000001", CLIENT_NONCE, "auth");
        return new DigestAnswer(
                "Mufasa", REALM, nonces, request(algorithm), algorithm, StandardCharsets.UTF_8, false, answer);
    }

    @Test
    void an_answer_without_a_quality_of_protection_is_that_of_rfc_2069() {
        assertThat(DigestAnswer.nonces("n", null, null, null)).isEqualTo("n");
    }

    @Test
    void an_algorithm_the_jvm_lacks_matches_nothing() {
        DigestAnswer unknown = new DigestAnswer(
                "Mufasa", REALM, NONCE, "0", "MD0", StandardCharsets.UTF_8, false, "8ca523f5e9506fed4657c9700eebdbec");
        assertThat(unknown.test("Circle of Life")).isFalse();
    }

    @Test
    void an_answer_made_from_the_stored_password_is_a_login() {
        store("digest-c4nary");
        try (TestRealm realm = TestRealm.searching(directory)
                .with("userPassword", "description")
                .start()) {
            for (String algorithm : new String[] {"MD5", "SHA-256"}) {
                Principal alice = login(realm, algorithm, "alice", answer(algorithm, "alice", "digest-c4nary"));
                assertThat(alice.getName()).isEqualTo("alice");
                assertThat(TestRealm.rolesOf(alice)).containsExactly("staff");
                assertThat(login(realm, algorithm, "alice", answer(algorithm, "alice", "other-c4nary")))
                        .isNull();
                assertThat(realm.ldap().isAvailable()).isTrue();
                assertThat(login(realm, algorithm, "bob", answer(algorithm, "bob", "null")))
                        .as("bob has no stored password")
                        .isNull();
                assertThat(login(realm, algorithm, "nobody", answer(algorithm, "nobody", "null")))
                        .isNull();
            }
            assertThat(login(realm, "MD5", null, "x")).isNull();
            assertThat(login(realm, "MD5", "alice", null)).isNull();
        }
    }

    @Test
    void a_stored_digest_is_used_where_the_credential_handler_has_that_algorithm() {
        store(hash("SHA-256", "alice:" + REALM + ":digest-c4nary"));
        TestRealm.Line line = TestRealm.searching(directory)
                .with("userPassword", "description")
                .nesting("<CredentialHandler className=\"org.apache.catalina.realm.MessageDigestCredentialHandler\""
                        + " algorithm=\"SHA-256\"/>");
        try (TestRealm realm = line.start()) {
            assertThat(login(realm, "SHA-256", "alice", answer("SHA-256", "alice", "digest-c4nary")))
                    .isNotNull();
            assertThat(login(realm, "SHA-256", "alice", answer("SHA-256", "alice", "other-c4nary")))
                    .isNull();
        }
    }

    @Test
    void a_stored_hash_of_another_kind_is_not_taken_for_a_password() {
        store("{SHA}8uOkS5Lyym1yX6NS+1USypxPZPo=");
        try (TestRealm realm = TestRealm.searching(directory)
                .with("userPassword", "description")
                .start()) {
            assertThat(login(realm, "MD5", "alice", answer("MD5", "alice", "{SHA}8uOkS5Lyym1yX6NS+1USypxPZPo=")))
                    .isNull();
        }
    }

    @Test
    void without_a_stored_password_digest_is_refused_without_traffic_and_said_once() {
        try (CapturedLog log = CapturedLog.ofLatchkey();
                TestRealm realm = TestRealm.searching(directory).start()) {
            log.forget();
            directory.operations().forget();
            for (int i = 0; i < 3; i++) {
                assertThat(login(realm, "MD5", "alice", answer("MD5", "alice", "alice-c4nary")))
                        .isNull();
                assertThat(realm.ldap().isAvailable())
                        .as("it is no wrong password")
                        .isFalse();
            }
            assertThat(directory.operations().all()).isEmpty();
            assertThat(log.at(Level.WARNING))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning).contains("Digest", "userPassword"));
            assertThat(log.at(Level.FINE)).hasSize(2);
        }
    }

    private void store(String value) {
        directory.modify(
                "dn: " + TestDirectory.ALICE, "changetype: modify", "replace: description", "description: " + value);
    }
}
