package org.latchkey.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LeftoversTest {
    private final Footprint before = Footprint.now();

    @Test
    void thread_named_after_the_engine_is_seen_as_long_as_it_lives() throws Exception {
        var end = new CountDownLatch(1);
        var thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "latchkey-left");
        thread.start();
        assertThat(Footprint.now().without(before).threads()).containsKey(thread);
        end.countDown();
        thread.join();
        assertThat(Footprint.now().without(before).threads()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void socket_is_seen_until_it_is_closed() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            assertThat(client.isConnected()).isTrue();
            assertThat(Footprint.now().without(before).sockets()).hasSize(2);
        }
        assertThat(Footprint.now().without(before).sockets()).isEmpty();
    }
}
