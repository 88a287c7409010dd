package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFramesTest {

    private static void take(MessageFrames frames, String hex) throws PeerDropped {
        byte[] bytes = HexFormat.of().parseHex(hex);
        frames.take(bytes, 0, bytes.length);
    }

    private static void takeByteByByte(MessageFrames frames, String hex) throws PeerDropped {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (int i = 0; i < bytes.length; i++) {
            frames.take(bytes, i, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3005020101" + "4200" + "3005020102" + "4200",
                "308105020101" + "4200" + "30820005020102" + "4200",
                "3083000005020101" + "4200" + "308400000005020101" + "4200",
                "3000" + "308400000000" + "3003020101",
            })
    void messages_with_lengths_of_every_form_pass_whole_or_byte_by_byte(String hex) {
        assertThatCode(() -> take(new MessageFrames(), hex)).doesNotThrowAnyException();
        assertThatCode(() -> takeByteByByte(new MessageFrames(), hex)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "48545450, begins with 0x48",
        "0000, begins with 0x0",
        "3080, indefinite",
        "30850000000001, coded in 5 bytes",
        "30ff, coded in 127 bytes",
        "30847fffffff, 2147483647 bytes",
        "3084ffffffff, 4294967295 bytes",
        "308401000001, 16777217 bytes",
        "300502010142003105, begins with 0x31",
    })
    void what_is_no_message_or_too_long_a_one_is_refused_with_its_reason(String hex, String says) {
        assertThatThrownBy(() -> take(new MessageFrames(), hex))
                .isInstanceOf(PeerDropped.class)
                .hasMessageContaining(says);
        assertThatThrownBy(() -> takeByteByByte(new MessageFrames(), hex))
                .isInstanceOf(PeerDropped.class)
                .hasMessageContaining(says);
    }

    @Test
    void the_longest_message_passes_and_the_next_one_is_looked_at_again() throws Exception {
        MessageFrames frames = new MessageFrames();
        take(frames, "308401000000");
        byte[] content = new byte[4096];
        for (int left = MessageFrames.MAX_BYTES; left > 0; left -= content.length) {
            frames.take(content, 0, content.length);
        }
        assertThatThrownBy(() -> frames.take(content, 0, 1)).isInstanceOf(PeerDropped.class);
    }

    @Test
    void bytes_outside_the_given_range_are_not_looked_at() throws Exception {
        byte[] bytes = HexFormat.of().parseHex("ff3003020101ff");
        MessageFrames frames = new MessageFrames();
        frames.take(bytes, 1, 5);
        assertThatThrownBy(() -> frames.take(bytes, 0, 1)).isInstanceOf(PeerDropped.class);
    }

    @Test
    void following_messages_allocates_nothing() throws Exception {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        ReceiveGuard guard = new ReceiveGuard();
        byte[] message = HexFormat.of().parseHex("3005020101" + "4200");
        guard.take(message, 0, message.length);
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 100_000; i++) {
            guard.take(message, 0, message.length);
        }
        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(100_000);
    }
}
