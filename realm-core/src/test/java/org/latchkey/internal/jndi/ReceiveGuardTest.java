package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReceiveGuardTest {

    private static final byte[] MEBIBYTE = new byte[1024 * 1024];
    private static final int LIMIT = (int) (ReceiveGuard.MAX_BYTES / MEBIBYTE.length);

    private static void receive(ReceiveGuard guard, int mebibytes) throws PeerDropped {
        for (int i = 0; i < mebibytes; i++) {
            guard.take(MEBIBYTE, 0, MEBIBYTE.length);
        }
    }

    @Test
    void all_that_comes_for_one_request_is_limited_under_tls_too() throws Exception {
        ReceiveGuard guard = new ReceiveGuard();
        guard.encrypted();
        receive(guard, LIMIT);
        assertThatThrownBy(() -> guard.take(MEBIBYTE, 0, 1))
                .isInstanceOf(PeerDropped.class)
                .hasMessageContaining(ReceiveGuard.MAX_BYTES + " bytes")
                .hasMessageContaining("dropped");
    }

    @Test
    void each_request_begins_the_count_anew() throws Exception {
        ReceiveGuard guard = new ReceiveGuard();
        guard.encrypted();
        for (int request = 0; request < 3; request++) {
            guard.requested();
            receive(guard, LIMIT);
        }
        assertThatThrownBy(() -> guard.take(MEBIBYTE, 0, 1)).isInstanceOf(PeerDropped.class);
    }

    @Test
    void messages_are_told_apart_until_tls_begins() {
        ReceiveGuard guard = new ReceiveGuard();
        byte[] tlsRecord = {0x16, 3, 3};
        assertThatThrownBy(() -> guard.take(tlsRecord, 0, 3)).isInstanceOf(PeerDropped.class);
        ReceiveGuard encrypted = new ReceiveGuard();
        encrypted.encrypted();
        assertThatCode(() -> encrypted.take(tlsRecord, 0, 3)).doesNotThrowAnyException();
    }
}
