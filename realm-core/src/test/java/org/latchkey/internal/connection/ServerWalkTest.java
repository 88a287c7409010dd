package org.latchkey.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ietf.jgss.GSSCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

class ServerWalkTest {

    private static final ServerUrl ONE = ServerUrl.of(false, "one.test", 389);
    private static final ServerUrl TWO = ServerUrl.of(false, "two.test", 389);
    private static final ServerUrl DOMAIN = ServerUrl.srv(false, "corp.test");

    private final List<ServerUrl> asked = new ArrayList<>();

    /** Knows two servers of a domain; opens nothing. */
    private static final class Locating implements ConnectionFactory {

        @Override
        public List<ServerUrl> locate(ServerUrl server) throws DirectoryException {
            if (server.domain().equals("empty.test")) {
                throw fault(UnavailableCause.UNREACHABLE, "no record");
            }
            return server.isSrv() ? List.of(TWO, ONE) : List.of(server);
        }

        @Override
        public DirectoryConnection openForBinds(ServerUrl server) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DirectoryConnection openForService(ServerUrl server) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DirectoryConnection openDelegated(ServerUrl server, GSSCredential credential) {
            throw new UnsupportedOperationException();
        }
    }

    private static DirectoryException fault(UnavailableCause cause, String message) {
        return new DirectoryException(cause, message);
    }

    private void walk(List<ServerUrl> servers, DirectoryException... faults) throws DirectoryException {
        new ServerWalk(new Locating(), servers).open(server -> {
            asked.add(server);
            throw faults[asked.size() - 1];
        });
    }

    @Test
    void a_domains_servers_are_tried_in_the_order_dns_gives_and_an_unknown_domain_is_passed_over() {
        List<ServerUrl> servers = List.of(ServerUrl.srv(false, "empty.test"), DOMAIN);
        DirectoryException down = fault(UnavailableCause.UNREACHABLE, "down");
        assertThatThrownBy(() -> walk(servers, down, down)).hasMessage("no record; down; down");
        assertThat(asked).containsExactly(TWO, ONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVICE_BIND_REFUSED", "MISCONFIGURED"})
    void what_no_other_server_would_mend_ends_the_walk(UnavailableCause cause) {
        DirectoryException fault = fault(cause, "no");
        assertThatThrownBy(() -> walk(List.of(ONE, TWO), fault)).isSameAs(fault);
        assertThat(asked).containsExactly(ONE);
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, TIMEOUT,         TIMEOUT",
        "TLS_FAILURE, UNREACHABLE,     TLS_FAILURE",
        "TIMEOUT,     TLS_FAILURE,     TLS_FAILURE",
        "UNREACHABLE, DIRECTORY_ERROR, DIRECTORY_ERROR",
    })
    void the_most_telling_fault_gives_the_cause(
            UnavailableCause first, UnavailableCause second, UnavailableCause told) {
        assertThatThrownBy(() -> walk(List.of(ONE, TWO), fault(first, "a"), fault(second, "b")))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(told))
                .hasMessage("a; b");
    }

    @Test
    void a_service_bind_without_an_answer_is_a_failed_opening_and_not_a_dead_connection() {
        ConnectionFault broken = new ConnectionFault(UnavailableCause.UNREACHABLE, "cut", true, new IOException("cut"));
        assertThatThrownBy(() -> walk(List.of(ONE), broken))
                .isInstanceOf(DirectoryException.class)
                .isNotInstanceOf(ConnectionFault.class)
                .hasMessage("cut");
    }
}
