package org.latchkey.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;

class StableIdTest {

    private static final Dn ALICE = Dn.parse("cn=alice,dc=x");

    private static DirectoryEntry entry(String attribute, Object... values) {
        return new DirectoryEntry(ALICE, Map.of(attribute, List.of(values)));
    }

    private static String ofBytes(String attribute, String hex) throws DirectoryException {
        return new StableId(attribute).of(entry(attribute, HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"597ae2f6-16a6-1027-98f4-d28b5365dc14", "66446001-1dd211b2-66225011-2ee211db", "10042"})
    void a_text_is_the_id_as_it_is(String value) throws Exception {
        assertThat(new StableId("ENTRYUUID").of(entry("entryUUID", value))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "objectGUID, 00112233445566778899aabbccddeeff, 33221100-5544-7766-8899-aabbccddeeff",
        "OBJECTGUID, ffffffffffffffffffffffffffffffff, ffffffff-ffff-ffff-ffff-ffffffffffff",
        "objectGUID, 00000000000000000000000000000000, 00000000-0000-0000-0000-000000000000",
        "objectGUID, 80f0e0d0c0b0a09080f0e0d0c0b0a090, d0e0f080-b0c0-90a0-80f0-e0d0c0b0a090",
        "mS-DS-ConsistencyGuid, 00112233445566778899aabbccddeeff, 33221100-5544-7766-8899-aabbccddeeff",
        "objectSid, 010500000000000515000000dcf4dc3b833d2b46828ba62800020000,"
                + " S-1-5-21-1004336348-1177238915-682003330-512",
        "objectSid, 01020000000000052000000020020000, S-1-5-32-544",
        "objectSid, 010100000000000100000000, S-1-1-0",
        "objectSid, 0101000000000005ffffffff, S-1-5-4294967295",
        "objectSid, 010101020304050600000000, S-1-0x010203040506-0",
        "objectSid, 0100000000000005, S-1-5",
        "x500UniqueIdentifier, 00ff10, 00ff10",
    })
    void bytes_are_written_as_their_own_tools_do(String attribute, String hex, String id) throws Exception {
        assertThat(ofBytes(attribute, hex)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "objectGUID, 00, no GUID: 1 bytes",
        "objectGUID, 00112233445566778899aabbccddeeff00, no GUID: 17 bytes",
        "objectSid, 01, no SID: 1 bytes",
        "objectSid, 020100000000000500000000, no SID: 12 bytes",
        "objectSid, 010200000000000500000000, no SID: 12 bytes",
        "objectSid, 01ff00000000000500000000, no SID: 12 bytes",
        "objectSid, 01010000000000050000000000, no SID: 13 bytes",
    })
    void bytes_that_are_no_id_are_a_fault(String attribute, String hex, String fault) {
        assertThatThrownBy(() -> ofBytes(attribute, hex)).hasMessageContaining(fault);
    }

    @Test
    void no_value_several_or_an_empty_one_are_a_fault_that_names_the_key() {
        StableId id = new StableId("entryUUID");
        for (DirectoryEntry entry : List.of(entry("cn", "x"), entry("entryUUID", "a", "b"), entry("entryUUID", " "))) {
            assertThatThrownBy(() -> id.of(entry))
                    .isInstanceOfSatisfying(
                            DirectoryException.class,
                            e -> assertThat(e.unavailableCause()).isEqualTo(UnavailableCause.MISCONFIGURED))
                    .hasMessageContaining("the entry cn=alice,dc=x ")
                    .hasMessageContaining("'entryUUID', and userIdAttribute must name one");
        }
        assertThatThrownBy(() -> id.of(null)).hasMessageContaining("the user's entry shows no value");
    }
}
