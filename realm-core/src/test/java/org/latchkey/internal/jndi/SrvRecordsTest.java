package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryException;

class SrvRecordsTest {

    /** Answers every question with the same SRV records. */
    private static final class NameServer implements AutoCloseable {

        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        private final List<Srv> records;
        private final boolean silent;
        volatile String asked = "";

        NameServer(boolean silent, Srv... records) throws IOException {
            this.silent = silent;
            this.records = List.of(records);
            Thread thread = new Thread(this::answer);
            thread.setDaemon(true);
            thread.start();
        }

        SrvRecords client() {
            return new SrvRecords("dns://127.0.0.1:" + socket.getLocalPort(), Duration.ofMillis(600));
        }

        private void answer() {
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                    socket.receive(packet);
                    byte[] answer = reply(packet.getData(), packet.getLength());
                    if (!silent) {
                        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private byte[] reply(byte[] question, int length) throws IOException {
            asked = new String(question, 12, length - 16, StandardCharsets.US_ASCII);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.write(question, 0, 2);
            out.writeShort(0x8580);
            out.writeShort(1);
            out.writeShort(records.size());
            out.writeInt(0);
            int end = 12;
            while (question[end] != 0) {
                end += question[end] + 1;
            }
            out.write(question, 12, end + 5 - 12);
            for (Srv srv : records) {
                out.writeShort(0xc00c);
                out.writeShort(33);
                out.writeShort(1);
                out.writeInt(60);
                byte[] host = name(srv.host());
                out.writeShort(6 + host.length);
                out.writeShort(srv.priority());
                out.writeShort(srv.weight());
                out.writeShort(srv.port());
                out.write(host);
            }
            return bytes.toByteArray();
        }

        private static byte[] name(String host) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (String label : host.split("\\.")) {
                out.write(label.length());
                out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
            }
            out.write(0);
            return out.toByteArray();
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    @Test
    void servers_come_by_priority_and_then_by_weight() throws Exception {
        try (NameServer dns = new NameServer(
                false,
                new Srv(20, 0, 389, "last.test"),
                new Srv(10, 5, 3389, "second.test"),
                new Srv(10, 50, 389, "first.test"))) {
            assertThat(dns.client().servers(ServerUrl.srv(false, "corp.test")))
                    .containsExactly(
                            ServerUrl.of(false, "first.test", 389),
                            ServerUrl.of(false, "second.test", 3389),
                            ServerUrl.of(false, "last.test", 389));
            assertThat(dns.asked).contains("_ldap", "_tcp", "corp", "test");
        }
    }

    @Test
    void a_domain_without_records_is_unreachable_and_the_message_names_the_record() throws Exception {
        try (NameServer dns = new NameServer(false)) {
            assertUnreachable(dns);
        }
    }

    @Test
    void a_name_server_that_is_silent_is_given_up_in_time() throws Exception {
        try (NameServer dns = new NameServer(true)) {
            assertUnreachable(dns);
        }
    }

    private static void assertUnreachable(NameServer dns) {
        assertThatThrownBy(() -> dns.client().servers(ServerUrl.srv(false, "corp.test")))
                .isInstanceOfSatisfying(
                        DirectoryException.class,
                        e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.UNREACHABLE))
                .hasMessageContaining("_ldap._tcp.corp.test");
    }

    @Test
    void a_record_that_says_the_service_is_not_offered_is_passed_over() {
        assertThat(Srv.parse("0 0 0 .")).isEmpty();
        assertThat(Srv.parse("0 0 389 .")).isEmpty();
        assertThat(Srv.parse("x 0 389 a.test.")).isEmpty();
        assertThat(Srv.parse("0 0 389")).isEmpty();
        assertThat(Srv.parse("1 2 389 a.test.")).hasValue(new Srv(1, 2, 389, "a.test"));
    }

    @Test
    void a_plain_server_is_itself() throws Exception {
        JndiConnectionFactory factory = new JndiConnectionFactory(Configs.of());
        assertThat(factory.locate(Configs.ldap(389))).containsExactly(Configs.ldap(389));
    }
}
