package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.SecretSource;
import org.latchkey.config.ServiceIdentity;
import org.latchkey.config.TlsConfig;
import org.latchkey.internal.connection.DirectoryConnection;
import org.latchkey.spi.DirectoryException;

class ServiceBindTest {

    private TestDirectory directory;

    @BeforeEach
    void start() throws Exception {
        directory = TestDirectory.plain();
    }

    @AfterEach
    void stop() {
        directory.close();
    }

    private DirectoryConnection open(ServiceIdentity service) throws DirectoryException {
        return new JndiConnectionFactory(Configs.with(service, TlsConfig.DEFAULT, Duration.ofSeconds(5), Map.of()))
                .openForService(Configs.ldap(directory.port()));
    }

    private static ServiceIdentity simple(String password) {
        return new ServiceIdentity("simple", TestDirectory.SERVICE, SecretSource.parse(password));
    }

    @Test
    void a_refused_service_names_the_account_and_never_the_password() {
        assertThatThrownBy(() -> open(simple("wrong-c4nary")))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.SERVICE_BIND_REFUSED))
                .hasMessageContaining("connectionName")
                .hasMessageContaining(TestDirectory.SERVICE)
                .hasMessageNotContaining("c4nary");
        assertThat(directory.binds).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "49, SERVICE_BIND_REFUSED",
        "32, SERVICE_BIND_REFUSED",
        "34, SERVICE_BIND_REFUSED",
        "48, SERVICE_BIND_REFUSED",
        "50, SERVICE_BIND_REFUSED",
        "53, SERVICE_BIND_REFUSED",
        "19, SERVICE_BIND_REFUSED",
        "8, MISCONFIGURED",
        "13, MISCONFIGURED",
        "7, MISCONFIGURED",
        "51, DIRECTORY_ERROR",
        "52, DIRECTORY_ERROR",
        "80, DIRECTORY_ERROR",
        "10, DIRECTORY_ERROR"
    })
    void what_a_refusal_means_depends_on_its_code(int code, UnavailableCause cause) {
        directory.onBind(
                result -> result.setResult(new BindResult(1, ResultCode.valueOf(code), null, null, null, null)));
        assertThatThrownBy(() -> open(simple("service-c4nary")))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(cause));
        assertThat(directory.binds).hasSize(1);
    }

    @Test
    void the_password_file_is_read_at_each_opening(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("password");
        ServiceIdentity service = simple("${file:" + file + "}");
        assertThatThrownBy(() -> open(service))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.MISCONFIGURED))
                .hasMessageContaining("connectionPassword")
                .hasMessageContaining(file.toString());
        assertThat(directory.binds).isEmpty();

        Files.writeString(file, "service-c4nary\n", StandardCharsets.UTF_8);
        open(service).close();
        assertThat(directory.binds).hasSize(1);

        Files.writeString(file, "\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> open(service))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.MISCONFIGURED));
        assertThat(directory.binds).hasSize(1);
    }

    @Test
    void a_sasl_mechanism_binds_by_that_mechanism() throws Exception {
        ServiceIdentity service =
                new ServiceIdentity("DIGEST-MD5", "dn:" + TestDirectory.SERVICE, SecretSource.parse("service-c4nary"));
        try (Relay relay = new Relay(directory.port())) {
            assertThatThrownBy(() -> new JndiConnectionFactory(
                                    Configs.with(service, TlsConfig.DEFAULT, Duration.ofSeconds(5), Map.of()))
                            .openForService(Configs.ldap(relay.port())))
                    .isInstanceOf(DirectoryException.class);
            assertThat(relay.sawInClear("DIGEST-MD5")).isTrue();
            assertThat(relay.sawInClear("c4nary")).isFalse();
        }
    }
}
