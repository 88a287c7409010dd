package org.latchkey.internal.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import javax.naming.CommunicationException;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultCodeTest {

    @ParameterizedTest
    @CsvSource({
        "'[LDAP: error code 49 - Invalid Credentials]', 49, 'Invalid Credentials'",
        "'[LDAP: error code 53]', 53, ''",
        "'[LDAP: error code 118', 118, ''",
        "'[LDAP: error code 49 - a [LDAP: error code 0 - b]]', 49, 'a [LDAP: error code 0 - b]'",
    })
    void the_code_stands_at_the_beginning_and_the_servers_text_behind_it(String message, int code, String text) {
        NamingException fault = new NamingException(message);
        assertThat(ResultCode.of(fault)).hasValue(code);
        assertThat(ResultCode.diagnostic(fault)).isEqualTo(text);
    }

    @Test
    void lines_in_the_servers_text_are_kept() {
        NamingException fault = new NamingException("[LDAP: error code 49 - data 52e,\n v4563\u0000]");
        assertThat(ResultCode.of(fault)).hasValue(49);
        assertThat(ResultCode.diagnostic(fault)).isEqualTo("data 52e,\n v4563\u0000");
    }

    @ParameterizedTest
    @CsvSource({
        "'connection closed'",
        "'host [LDAP: error code 0 - x]'",
        "''",
        "'[LDAP: error code x]'",
        "'[LDAP: error code 9999999999]'"
    })
    void there_is_no_code_anywhere_else(String message) {
        assertThat(ResultCode.of(new CommunicationException(message))).isEmpty();
    }

    @Test
    void an_exception_without_a_message_has_no_code() {
        assertThat(ResultCode.of(new NamingException())).isEmpty();
        assertThat(ResultCode.diagnostic(new NamingException())).isEmpty();
    }

    @Test
    void a_name_the_server_cannot_read_is_code_34_although_jndi_puts_the_name_in_front() {
        assertThat(ResultCode.of(new InvalidNameException("x: [LDAP: error code 34 - invalid DN]")))
                .hasValue(34);
    }
}
