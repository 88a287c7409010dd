package org.latchkey.it.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DelayProxyTest {
    private static final int PATIENT_MILLIS = 10_000;
    private static final int IMPATIENT_MILLIS = 200;

    private ServerSocket echo;
    private DelayProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var server = new Thread(this::serve);
        server.setDaemon(true);
        server.start();
        proxy = DelayProxy.before(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void bytes_pass_both_ways_and_are_counted() throws IOException {
        try (var client = connect()) {
            assertThat(say(client, "hello")).isEqualTo("hello");
        }
        assertThat(proxy.accepted()).isEqualTo(1);
        assertThat(proxy.bytesToServer()).isEqualTo(5);
        assertThat(proxy.bytesToClient()).isEqualTo(5);
    }

    @Test
    void each_direction_has_its_delay() throws IOException {
        proxy.delay(Duration.ofMillis(40), Duration.ofMillis(60));
        try (var client = connect()) {
            long begun = System.nanoTime();
            say(client, "hello");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        }
    }

    @Test
    void black_hole_accepts_and_is_silent_until_it_forwards_again() throws IOException {
        try (var early = connect()) {
            say(early, "hello");
            proxy.blackhole();
            try (var late = connect()) {
                for (var client : new Socket[] {early, late}) {
                    client.setSoTimeout(IMPATIENT_MILLIS);
                    assertThatThrownBy(() -> say(client, "again")).isInstanceOf(SocketTimeoutException.class);
                    client.setSoTimeout(PATIENT_MILLIS);
                }
                proxy.forward();
                assertThat(read(early)).isEqualTo("again");
                assertThat(read(late)).isEqualTo("again");
            }
        }
    }

    @Test
    void refusal_concerns_new_connections_only() throws IOException {
        try (var early = connect()) {
            say(early, "hello");
            proxy.refuse();
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            assertThat(say(early, "still there")).isEqualTo("still there");
            proxy.forward();
            try (var late = connect()) {
                assertThat(say(late, "back")).isEqualTo("back");
            }
        }
    }

    @Test
    void cut_connection_is_reset_and_finished_one_ends() throws IOException {
        try (var cut = connect();
                var unused = connect()) {
            say(cut, "hello");
            proxy.cut();
            assertThatThrownBy(() -> read(cut))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        try (var finished = connect()) {
            say(finished, "hello");
            proxy.finish();
            assertThat(read(finished)).isEmpty();
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENT_MILLIS);
        return socket;
    }

    private static String say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
        return read(client);
    }

    private static String read(Socket client) throws IOException {
        byte[] buffer = new byte[100];
        int length = client.getInputStream().read(buffer);
        return length < 0 ? "" : new String(buffer, 0, length, US_ASCII);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                var socket = echo.accept();
                new Thread(() -> echo(socket)).start();
            } catch (IOException e) {
                // closed by the test
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // reset by the test
        }
    }
}
