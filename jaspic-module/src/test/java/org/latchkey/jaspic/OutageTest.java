package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users see while the directory is away: neither a page nor a refusal. */
class OutageTest {

    @TempDir
    private Path folder;

    private static void assertUnavailable(HttpResponse<String> answer, int status, String seconds) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Retry-After")).contains(seconds);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.body()).contains("Try again later");
    }

    @Test
    void basic_answers_503_until_the_directory_is_back() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat =
                        new ProtectedTomcat(folder, directory.keys("serverRetryInterval", "1s")).start()) {
            assertThat(tomcat.browser()
                            .getAs("alice", "alice-c4nary", "/private")
                            .statusCode())
                    .isEqualTo(200);
            directory.goDown();
            assertUnavailable(tomcat.browser().getAs("alice", "alice-c4nary", "/private"), 503, "1");
            assertUnavailable(tomcat.browser().getAs("alice", "wrong-c4nary", "/open"), 503, "1");
            assertThat(tomcat.browser().get("/private").statusCode()).isEqualTo(401);
            assertThat(tomcat.browser().get("/open").statusCode()).isEqualTo(200);
            directory.comeBack();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> tomcat.browser()
                                    .getAs("alice", "alice-c4nary", "/private")
                                    .statusCode()
                            == 200);
        }
    }

    @Test
    @Proves("unavailableStatus")
    void status_of_an_outage_is_the_sites_choice() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = new ProtectedTomcat(
                                folder, directory.keys("unavailableStatus", "599", "serverRetryInterval", "7s"))
                        .start()) {
            directory.goDown();
            assertUnavailable(tomcat.browser().getAs("alice", "alice-c4nary", "/private"), 599, "7");
        }
    }

    @Test
    void form_answers_503_and_lets_nobody_in_and_keeps_who_is_in() {
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat = new ProtectedTomcat(
                                folder, directory.keys("mechanism", "FORM", "serverRetryInterval", "9s"))
                        .start()) {
            Browser early = tomcat.browser();
            early.logIn(early.get("/private"), "alice", "alice-c4nary");
            directory.goDown();
            Browser late = tomcat.browser();
            assertUnavailable(late.logIn(late.get("/private"), "alice", "alice-c4nary"), 503, "9");
            assertThat(late.get("/open").body()).contains("user=null");
            assertThat(early.get("/private").body()).contains("user=alice");
        }
    }

    @Test
    @Proves("fallbackUsersFile")
    void fallback_users_come_in_while_the_directory_is_down_and_only_then() throws Exception {
        Path users = folder.resolve("fallback.properties");
        Files.writeString(users, "breakglass = " + hash("glass-c4nary") + " staff");
        try (TestDirectory directory = new TestDirectory();
                ProtectedTomcat tomcat =
                        new ProtectedTomcat(folder, directory.keys("fallbackUsersFile", users.toString())).start()) {
            assertThat(tomcat.browser()
                            .getAs("breakglass", "glass-c4nary", "/private")
                            .statusCode())
                    .isEqualTo(401);
            directory.goDown();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(tomcat.browser()
                                    .getAs("breakglass", "glass-c4nary", "/private")
                                    .body())
                            .contains("user=breakglass", "staff=true"));
        }
    }

    private static String hash(String password) throws GeneralSecurityException, IOException {
        byte[] salt = "sixteen bytes...".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 10_000, 512))
                .getEncoded();
        return "{PBKDF2-SHA512}10000$" + adapted(salt) + "$" + adapted(hash);
    }

    /** Base64 as OpenLDAP writes it: a dot for the plus, and no padding. */
    private static String adapted(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes).replace('+', '.');
    }
}
