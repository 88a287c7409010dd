package org.latchkey.benchmark.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DelayRelayTest {
    private static final Duration DELAY = Duration.ofMillis(20);

    @Test
    void a_round_trip_takes_the_delay_twice() throws IOException {
        try (ServerSocket echo = echo();
                DelayRelay relay = DelayRelay.before(echo.getLocalPort(), DELAY);
                Socket client = connected(relay)) {
            long[] taken = new long[5];
            for (int i = 0; i < taken.length; i++) {
                taken[i] = nanosFor(client, 1);
            }

            assertThat(Duration.ofNanos(Arrays.stream(taken).min().orElseThrow()))
                    .isGreaterThanOrEqualTo(DELAY.multipliedBy(2))
                    .isLessThan(DELAY.multipliedBy(2).plusSeconds(1));
        }
    }

    /** Fifty questions one behind the other would take two seconds if each waited for the one before it. */
    @Test
    void pieces_travel_behind_each_other_without_waiting_for_each_other() throws IOException {
        try (ServerSocket echo = echo();
                DelayRelay relay = DelayRelay.before(echo.getLocalPort(), DELAY);
                Socket client = connected(relay)) {
            assertThat(Duration.ofNanos(nanosFor(client, 50))).isLessThan(Duration.ofMillis(1500));
        }
    }

    @Test
    void what_is_sent_arrives_whole_and_in_order() throws IOException {
        byte[] sent = new byte[100_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i * 31);
        }
        try (ServerSocket echo = echo();
                DelayRelay relay = DelayRelay.before(echo.getLocalPort(), Duration.ZERO);
                Socket client = connected(relay)) {
            client.getOutputStream().write(sent);

            assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        }
    }

    @Test
    void a_server_that_hangs_up_is_seen_by_the_client() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                DelayRelay relay = DelayRelay.before(server.getLocalPort(), DELAY);
                Socket client = connected(relay)) {
            server.accept().close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static Socket connected(DelayRelay relay) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        client.setTcpNoDelay(true);
        client.setSoTimeout(10_000);
        return client;
    }

    private static long nanosFor(Socket client, int questions) throws IOException {
        long before = System.nanoTime();
        for (int i = 0; i < questions; i++) {
            client.getOutputStream().write(i);
        }
        assertThat(client.getInputStream().readNBytes(questions)).hasSize(questions);
        return System.nanoTime() - before;
    }

    private static ServerSocket echo() throws IOException {
        ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Lane.daemon(
                () -> {
                    try (Socket client = listener.accept();
                            InputStream in = client.getInputStream();
                            OutputStream out = client.getOutputStream()) {
                        in.transferTo(out);
                    } catch (IOException e) {
                        // the test is over
                    }
                },
                "echo");
        return listener;
    }
}
