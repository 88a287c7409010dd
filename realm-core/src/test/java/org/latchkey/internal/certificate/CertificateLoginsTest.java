package org.latchkey.internal.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.AuthenticationResult;
import org.latchkey.auth.AuthenticationResult.Rejected;
import org.latchkey.auth.Credentials;
import org.latchkey.auth.Credentials.Asserted;
import org.latchkey.auth.Credentials.ClientCertificate;
import org.latchkey.auth.Deadline;
import org.latchkey.auth.LoginRequest;
import org.latchkey.auth.Origin;
import org.latchkey.auth.RejectionReason;
import org.latchkey.config.CertificateUser;
import org.latchkey.config.CertificateUser.Place;

class CertificateLoginsTest {

    private static final Rejected ASKED = new Rejected(RejectionReason.UNKNOWN_USER);

    private final List<LoginRequest> asked = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();

    private AuthenticationResult login(Place place, Credentials credentials) {
        CertificateLogins logins = new CertificateLogins(
                request -> {
                    asked.add(request);
                    return ASKED;
                },
                new CertificateUser(place, null),
                new Log());
        return logins.authenticate(
                LoginRequest.of(credentials, new Origin("test", "192.0.2.7"), Deadline.after(Duration.ofSeconds(5))));
    }

    @Test
    void name_goes_on_with_the_certificate_it_came_from() {
        var certificate = Certificates.of("CN=x", Certificates.mail("alice@example.org "));
        assertThat(login(Place.EMAIL, new ClientCertificate(certificate))).isSameAs(ASKED);
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.credentials()).isEqualTo(new Asserted("alice@example.org ", null, certificate));
            assertThat(request.typed()).isEqualTo("alice@example.org");
            assertThat(request.origin().peer()).isEqualTo("192.0.2.7");
        });
        assertThat(logged).isEmpty();
    }

    @Test
    void certificate_without_a_name_is_refused_unasked_and_the_log_says_which_and_why() {
        var certificate = Certificates.of("CN=x\\0Aforged line");
        assertThat(login(Place.EMAIL, new ClientCertificate(certificate)))
                .isEqualTo(new Rejected(RejectionReason.NO_NAME_IN_CERTIFICATE));
        assertThat(asked).isEmpty();
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("INFO ")
                .contains("certificateUser \"email\"", "it has no mail address", "forged line", "issued by")
                .contains(certificate.getSerialNumber().toString(16))
                .doesNotContain("\n");
    }

    @Test
    void other_logins_pass_as_they_are() {
        Asserted alice = new Asserted("alice", null);
        assertThat(login(Place.EMAIL, alice)).isSameAs(ASKED);
        assertThat(asked)
                .singleElement()
                .satisfies(request -> assertThat(request.credentials()).isSameAs(alice));
    }

    private final class Log implements Logger {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            logged.add(level + " " + message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            logged.add(level + " " + format);
        }
    }
}
