package org.latchkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3",
        "10.1.0.0/16, 10.1.255.255",
        "10.0.0.0/9, 10.127.0.1",
        "192.0.2.128/25, 192.0.2.200",
        "10.1.2.3, ::ffff:10.1.2.3",
        "::ffff:10.1.0.0/112, 10.1.9.9",
        "::ffff:10.1.2.3, 10.1.2.3",
        "::1, 0:0:0:0:0:0:0:1",
        "fd00::/8, fdff::1",
        "fe80::1, fe80::1%eth0",
        "fe80::/10, fe80:0:0:0:1:2:3:4%3",
        "127.0.0.0/8, 127.9.9.9",
    })
    void an_address_in_the_range_is_in_it(String network, String address) {
        assertThat(Network.parse(network).contains(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.4",
        "10.1.0.0/16, 10.2.0.0",
        "10.0.0.0/9, 10.128.0.1",
        "192.0.2.128/25, 192.0.2.127",
        "fd00::/8, fe00::1",
        "::1, ::2",
        "::1, 127.0.0.1",
        "10.1.2.3, 10.1.2.3.evil.example",
        "10.1.2.3, 010.1.2.3",
        "10.1.2.3, localhost",
        "10.1.2.3, ''",
        "10.0.0.0/8, '10.1.2.3, 127.0.0.1'",
        "::a01:203, 10.1.2.3",
    })
    void any_other_text_is_not(String network, String address) {
        assertThat(Network.parse(network).contains(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0.0.0/0|every address there is",
                "::/0|every address there is",
                "::ffff:0.0.0.0/96|every address there is",
                "::ffff:0.0.0.0/0|every address there is",
                "proxy.example|names are not looked up",
                "localhost|names are not looked up",
                "10.1.2|not an IP address",
                "10.1.2.256|not an IP address",
                "010.1.2.3|not an IP address",
                "10.1.2.3.|not an IP address",
                "0x0a.1.2.3|not an IP address",
                "167772161|not an IP address",
                "[::1]|not an IP address",
                "fe80::1%eth0|not an IP address",
                "1::2::3|not an IP address",
                "10.0.0.0/33|no prefix from 1 to 32",
                "10.0.0.0/-1|no prefix from 1 to 32",
                "10.0.0.0/|no prefix from 1 to 32",
                "10.0.0.0/8/8|no prefix from 1 to 32",
                "::ffff:10.0.0.0/90|no prefix from 1 to 32",
                "fd00::/129|no prefix from 1 to 128",
                "10.1.2.3/8|the network is 10.0.0.0/8",
            })
    void what_is_no_range_is_refused_with_the_reason(String text, String reason) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.0/8", "127.3.0.0/16", "::1", "::ffff:127.0.0.1"})
    void this_machine_s_own_addresses_are_known(String network) {
        assertThat(Network.parse(network).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"126.0.0.0/7", "10.0.0.1", "::/127", "::2", "fe80::/10"})
    void others_are_not_taken_for_them(String network) {
        assertThat(Network.parse(network).isLoopback()).isFalse();
    }
}
