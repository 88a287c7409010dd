package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client certificates, as a connector has verified them: a valve stands for it, and a header says whose is shown. */
class ClientCertificateTest {

    private static final TestDirectory DIRECTORY = new TestDirectory();
    private static final Map<String, X509Certificate[]> CERTIFICATES = Map.of(
            "alice", chain("CN=alice,O=Example", 1),
            "bob", chain("CN=bob,O=Example", 1),
            "stranger", chain("CN=stranger,O=Example", 1),
            "unnamed", chain("O=Example", 1),
            "two", chain("CN=alice,CN=bob", 1),
            "expired", chain("CN=alice,O=Example", -1),
            "early", chain("CN=alice,O=Example", 3),
            "old-issuer", new X509Certificate[] {chain("CN=alice", 1)[0], chain("CN=issuer", -1)[0]},
            "none", new X509Certificate[0]);
    private static ProtectedTomcat tomcat;

    /** As a connector would. */
    private static final class Connector extends ValveBase {
        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            String shown = request.getHeader("Shown");
            if (shown != null) {
                request.setAttribute("jakarta.servlet.request.X509Certificate", CERTIFICATES.get(shown));
            }
            getNext().invoke(request, response);
        }
    }

    /** A certificate of two days that ends in so many. */
    static X509Certificate[] chain(String subject, int days) {
        try {
            long end = System.currentTimeMillis() + Duration.ofDays(days).toMillis();
            return new X509Certificate[] {
                (X509Certificate) com.unboundid.util.ssl.cert.X509Certificate.generateSelfSignedCertificate(
                                SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
                                PublicKeyAlgorithmIdentifier.EC,
                                256,
                                new DN(subject),
                                end - Duration.ofDays(2).toMillis(),
                                end)
                        .getFirst()
                        .toCertificate()
            };
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        tomcat = tomcat(folder, DIRECTORY);
    }

    private static ProtectedTomcat tomcat(Path folder, TestDirectory directory, String... more) {
        Map<String, String> keys = new HashMap<>(directory.keys("mechanism", "CLIENT_CERT", "certificateUser", "CN"));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        ProtectedTomcat tomcat = new ProtectedTomcat(folder, keys);
        tomcat.application().getPipeline().addValve(new Connector());
        return tomcat.start();
    }

    @AfterAll
    static void stop() {
        tomcat.close();
        DIRECTORY.close();
    }

    private static HttpResponse<String> get(Browser browser, String path, String shown) {
        return browser.get(path, "Shown", shown);
    }

    private static HttpResponse<String> get(String path, String shown) {
        return get(tomcat.browser(), path, shown);
    }

    @Test
    @Proves("certificateUser")
    void user_has_name_roles_attributes_and_the_type_of_login_without_a_bind() {
        int before = DIRECTORY.passwords();
        assertThat(get("/private", "alice").body())
                .contains(
                        "user=alice", "type=CLIENT_CERT", "staff=true", "mail=[alice@example.org, a.ames@example.org]");
        assertThat(DIRECTORY.passwords()).isEqualTo(before);
    }

    @Test
    void page_that_needs_a_caller_is_forbidden_without_a_certificate() {
        HttpResponse<String> response = tomcat.browser().get("/private");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("This needs a client certificate");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "unnamed", "two", "expired", "early", "old-issuer", "none"})
    void certificate_that_is_nobodys_is_as_none(String shown) {
        assertThat(get("/private", shown).statusCode()).isEqualTo(403);
        HttpResponse<String> open = get("/open", shown);
        assertThat(open.statusCode()).isEqualTo(200);
        assertThat(open.body()).contains("user=null", "type=null", "staff=false");
    }

    @Test
    @Proves("certificateAttribute")
    void certificate_that_the_entry_does_not_hold_is_nobodys(@TempDir Path folder) {
        try (ProtectedTomcat strict = tomcat(folder, DIRECTORY, "certificateAttribute", "userCertificate")) {
            assertThat(get(strict.browser(), "/private", "alice").statusCode()).isEqualTo(403);
            assertThat(get("/private", "alice").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void user_without_the_role_is_forbidden_by_the_container() {
        HttpResponse<String> response = get("/private", "bob");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("This needs a client certificate");
    }

    @Test
    void open_page_knows_who_shows_a_certificate_and_may_ask_for_one() {
        assertThat(get("/open", "alice").body()).contains("user=alice", "staff=true");
        assertThat(tomcat.browser().get("/open").body()).contains("user=null", "type=null");
        assertThat(get("/open?op=authenticate", "alice").body()).contains("user=alice");
        assertThat(tomcat.browser().get("/open?op=authenticate").statusCode()).isEqualTo(403);
    }

    @Test
    void session_is_no_certificate_and_belongs_to_no_other_one() {
        Browser browser = tomcat.browser();
        get(browser, "/private?op=session", "alice");
        assertThat(get(browser, "/private", "alice").body()).contains("user=alice");
        assertThat(browser.get("/private").statusCode()).isEqualTo(403);
        assertThat(browser.get("/open").body()).contains("user=null", "type=null");
        assertThat(get(browser, "/private", "stranger").statusCode()).isEqualTo(403);
        assertThat(get(browser, "/open", "stranger").body()).contains("user=null");
        assertThat(get(browser, "/open", "bob").body()).contains("user=bob", "staff=false");
    }

    @Test
    void password_in_a_header_opens_nothing() {
        assertThat(tomcat.browser().getAs("alice", "alice-c4nary", "/private").statusCode())
                .isEqualTo(403);
    }

    @Test
    void outage_is_no_refusal_on_any_page(@TempDir Path folder) {
        TestDirectory gone = new TestDirectory();
        try (ProtectedTomcat other = tomcat(folder, gone)) {
            gone.close();
            for (String path : new String[] {"/private", "/open"}) {
                HttpResponse<String> response = get(other.browser(), path, "alice");
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(other.browser().get("/open").statusCode()).isEqualTo(200);
        }
    }
}
