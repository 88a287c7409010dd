package org.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirectoryPrincipalTest {

    private final byte[] photo = {1, 2, 3};
    private final DirectoryPrincipal alice = principal(photo);

    private static DirectoryPrincipal principal(byte[] photo) {
        return new DirectoryPrincipal(
                "alice",
                List.of("staff"),
                Map.of("jpegPhoto", new ArrayList<>(List.of(photo)), "one", photo, "mail", List.of("a@x")));
    }

    private static byte[] photoOf(DirectoryPrincipal principal) {
        return (byte[]) ((List<?>) principal.attributes().get("jpegPhoto")).get(0);
    }

    @Test
    void nobody_can_change_its_bytes() {
        photo[0] = 9;
        photoOf(alice)[1] = 9;
        ((byte[]) alice.attributes().get("one"))[2] = 9;
        assertThat(photoOf(alice)).containsExactly(1, 2, 3);
        assertThat((byte[]) alice.attributes().get("one")).containsExactly(1, 2, 3);
        assertThat((List<?>) alice.attributes().get("jpegPhoto")).isUnmodifiable();
        assertThat(alice.attributes()).isUnmodifiable();
    }

    @Test
    void two_with_the_same_bytes_are_the_same() {
        assertThat(alice).isEqualTo(principal(new byte[] {1, 2, 3})).hasSameHashCodeAs(principal(new byte[0]));
        assertThat(alice)
                .isNotEqualTo(principal(new byte[] {1, 2}))
                .isNotEqualTo(new DirectoryPrincipal("alice", List.of("staff"), Map.of()));
    }

    @Test
    void it_survives_being_written_with_its_bytes() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(alice);
        }
        assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
                .isEqualTo(alice);
    }
}
