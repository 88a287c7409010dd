package org.latchkey.it.faults;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ResultCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Ways for a {@link ScriptedPeer} to answer. */
final class Replies {
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final String PASSWORD_POLICY = "1.3.6.1.4.1.42.2.27.8.5.1";

    private Replies() {}

    static Conduct honest() {
        return exchange -> exchange.send(exchange.honest());
    }

    /** Nothing, but reading goes on. */
    static Conduct silence() {
        return exchange -> {};
    }

    /** Nothing, and nothing is read any more. */
    static Conduct stuck() {
        return late(FOR_EVER);
    }

    /** The honest answer, so much later. */
    static Conduct late(Duration delay) {
        return pause(delay).then(honest());
    }

    static Conduct pause(Duration time) {
        return exchange -> exchange.wire().pause(time);
    }

    /** The honest answer, byte by byte. */
    static Conduct dripping(Duration pause) {
        return exchange -> {
            for (LDAPMessage answer : exchange.honest()) {
                exchange.wire().drip(Exchange.bytes(answer), pause);
            }
        };
    }

    /** So many groups, with a pause before each, then the result. */
    static Conduct groups(int count, Duration pause, ResultCode code) {
        return exchange -> {
            for (int number = 1; number <= count; number++) {
                exchange.wire().pause(pause);
                exchange.send(List.of(HonestDirectory.group(exchange.id(), "group" + number)));
            }
            exchange.send(List.of(HonestDirectory.done(exchange.id(), code)));
        };
    }

    /** The honest answer, but to another request than was sent. */
    static Conduct misaddressed(int difference) {
        return exchange -> {
            for (LDAPMessage answer : exchange.honest()) {
                exchange.send(List.of(
                        new LDAPMessage(exchange.id() + difference, answer.getProtocolOp(), answer.getControls())));
            }
        };
    }

    /** The search is to be made at another URL: the result, and before it a continuation reference. */
    static Conduct referred(String url) {
        return exchange -> exchange.send(List.of(
                new LDAPMessage(
                        exchange.id(), new SearchResultReferenceProtocolOp(List.of(url + "/dc=example,dc=org"))),
                HonestDirectory.referral(exchange.id(), url)));
    }

    static Conduct bind(ResultCode code, Control... controls) {
        return exchange -> exchange.send(List.of(HonestDirectory.bind(exchange.id(), code, controls)));
    }

    /** The password-policy response control, with a value of our making. */
    static Control passwordPolicy(String hex) {
        return new Control(PASSWORD_POLICY, false, new ASN1OctetString(hex(hex)));
    }

    /** These bytes, whatever was asked. */
    static Conduct raw(byte[] bytes) {
        return exchange -> exchange.wire().send(bytes);
    }

    static Conduct text(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The beginning, and then zeros for as long as somebody takes them, a generous end excepted. */
    static Conduct endless(String beginning, long most) {
        return exchange -> {
            exchange.wire().send(hex(beginning));
            byte[] zeros = new byte[64 * 1024];
            for (long sent = 0; sent < most; sent += zeros.length) {
                exchange.wire().send(zeros);
            }
        };
    }

    static Conduct finish() {
        return exchange -> exchange.wire().finish();
    }

    static Conduct reset() {
        return exchange -> exchange.wire().reset();
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
