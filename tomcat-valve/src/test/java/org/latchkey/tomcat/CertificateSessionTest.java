package org.latchkey.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.authenticator.SSLAuthenticator;
import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that keeps the user of a client certificate notices what becomes of them, by the clock of the test. */
class CertificateSessionTest {

    private static final TestTls TLS = TestTls.get();
    private static final String STAFF = "alice staff=true captains=false";

    private final SettableClock clock = new SettableClock();
    private TestDirectory directory;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        directory = TestDirectory.start();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private LdapRealm realm() {
        LdapRealm realm = new LdapRealm(clock, clock::nanoTime);
        realm.setProperty("connectionURL", directory.url());
        realm.setProperty("userBase", TestDirectory.PEOPLE);
        realm.setProperty("userSearch", "(uid={0})");
        realm.setProperty("roleBase", TestDirectory.GROUPS);
        realm.setProperty("roleName", "cn");
        realm.setProperty("roleSearch", "(member={0})");
        realm.setProperty("certificateUser", "CN");
        realm.setProperty("rolesRefreshInterval", "5m");
        realm.setProperty("rolesMaxAge", "30m");
        return realm;
    }

    /** Sessions keep the user, so that the certificate is shown to the realm once. */
    private SessionTomcat tomcat() {
        return new SessionTomcat(folder, tomcat -> {
            tomcat.getEngine().setRealm(realm());
            tomcat.getService().addConnector(https());
            SSLAuthenticator authenticator = new SSLAuthenticator();
            authenticator.setAlwaysUseSession(true);
            SessionTomcat.secured(tomcat, "/card", "CLIENT-CERT", authenticator);
        });
    }

    private static Connector https() {
        Connector https = new Connector();
        https.setPort(0);
        https.setProperty("address", "127.0.0.1");
        https.setProperty("SSLEnabled", "true");
        https.setSecure(true);
        https.setScheme("https");
        SSLHostConfig host = new SSLHostConfig();
        host.setCertificateVerification("required");
        host.setTruststoreFile(TLS.trustStore().toString());
        host.setTruststorePassword(TLS.trustStorePassword());
        host.setTruststoreType("PKCS12");
        SSLHostConfigCertificate own = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        own.setCertificateKeystoreFile(TLS.keyStore(TestTls.LOCALHOST, "PKCS12").toString());
        own.setCertificateKeystorePassword(TLS.trustStorePassword());
        host.addCertificate(own);
        https.addSslHostConfig(host);
        return https;
    }

    private static SessionTomcat.Browser alice(SessionTomcat tomcat) {
        SessionTomcat.Browser alice = tomcat.browser(TLS.showing(TestTls.ALICE));
        assertThat(alice.get("/card/private")).isEqualTo(STAFF);
        return alice;
    }

    private void passInterval() {
        clock.pass(Duration.ofMinutes(5));
    }

    private void change(String dn, String change, String member) {
        directory.modify("dn: " + dn, "changetype: modify", change + ": member", "member: " + member);
    }

    @Test
    void the_certificate_is_looked_at_once_and_the_roles_are_today_s_within_the_interval() {
        try (SessionTomcat tomcat = tomcat()) {
            SessionTomcat.Browser alice = alice(tomcat);
            directory.operations().forget();
            clock.pass(Duration.ofSeconds(299));
            assertThat(alice.get("/card/private")).isEqualTo(STAFF);
            assertThat(directory.operations().all()).as("the session knows her").isEmpty();
            change("cn=staff," + TestDirectory.GROUPS, "delete", TestDirectory.ALICE);
            change("cn=captains," + TestDirectory.GROUPS, "add", TestDirectory.ALICE);
            clock.pass(Duration.ofSeconds(1));
            assertThat(alice.get("/card/open")).isEqualTo("alice staff=false captains=true");
            assertThat(alice.get("/card/private")).isEqualTo("alice staff=false captains=true");
            assertThat(directory.operations().all()).as("one look").hasSize(2);
        }
    }

    @Test
    void whoever_is_deleted_disabled_or_locked_is_out_and_the_certificate_opens_no_other_session() {
        List<Runnable> blows = List.of(
                () -> directory.modify("dn: " + TestDirectory.ALICE, "changetype: delete"),
                () -> directory.operations().showOperational("nsAccountLock", "true"),
                () -> directory.operations().showOperational("pwdAccountLockedTime", "20260301080000Z"));
        for (Runnable blow : blows) {
            directory.close();
            directory = TestDirectory.start();
            try (SessionTomcat tomcat = tomcat()) {
                SessionTomcat.Browser alice = alice(tomcat);
                blow.run();
                assertThat(alice.get("/card/private")).isEqualTo(STAFF);
                passInterval();
                assertThat(alice.get("/card/open")).isEqualTo("null staff=false captains=false without session");
                assertThat(alice.get("/card/private")).isEqualTo("401");
            }
        }
    }

    @Test
    void an_outage_ends_no_session_before_its_roles_are_too_old() {
        try (SessionTomcat tomcat = tomcat()) {
            SessionTomcat.Browser alice = alice(tomcat);
            directory.goDown();
            for (int interval = 0; interval < 5; interval++) {
                passInterval();
                assertThat(alice.get("/card/private")).isEqualTo(STAFF);
            }
            passInterval();
            assertThat(alice.get("/card/private")).isEqualTo("401");
            directory.comeBack();
            clock.pass(Duration.ofSeconds(10));
            ((LdapRealm) tomcat.tomcat().getEngine().getRealm()).probe();
            assertThat(alice.get("/card/private")).isEqualTo(STAFF);
        }
    }
}
