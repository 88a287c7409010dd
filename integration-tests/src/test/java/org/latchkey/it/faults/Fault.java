package org.latchkey.it.faults;

import java.util.Arrays;

/** The faults the engine has to live through, each with the number that a {@link FaultRow} bears. Immutable. */
enum Fault {
    DOWN_AT_START(1, "directory down while the container starts"),
    DIES_IN_SEARCH(2, "server gone in the middle of a search"),
    DIES_AFTER_BIND(3, "server gone once the bind was written"),
    HANGS(4, "server frozen under 200 clients"),
    WAKES_UP(5, "frozen server goes on"),
    BLACK_HOLE(6, "packets to the server vanish"),
    DEAD_CONNECTION(7, "kept connection closed, reset or cut off unseen"),
    SLOW_DRIP(8, "answer comes in drops"),
    NEVER_READS(9, "server reads nothing"),
    SILENT_HANDSHAKE(10, "TLS or StartTLS handshake without an answer"),
    WRONG_CERTIFICATE(11, "certificate expired, early, for another host, of an unknown authority"),
    START_TLS_REFUSED(12, "server refuses StartTLS"),
    BROKEN_TRUST_STORE(13, "trust store replaced by a broken file"),
    NAME_RESOLUTION(14, "host name resolved slowly or not at all"),
    ONE_OF_THREE_DOWN(15, "one server of three down"),
    ALL_DOWN_THEN_BACK(16, "all servers down, then back"),
    SERVICE_PASSWORD_CHANGED(17, "password of the service account changed"),
    LIMIT_EXCEEDED(18, "size, time or administrative limit in a group search"),
    REFERRAL(19, "referral to another host"),
    GROUP_CYCLE(20, "groups in a circle or in an endless chain"),
    MANY_GROUPS(21, "very many groups, very many members"),
    HUGE_ATTRIBUTE(22, "attribute of 50 MB"),
    GARBAGE(23, "bytes that are no LDAP"),
    DISCONNECTION_NOTICE(24, "server says it is about to disconnect"),
    SERVER_FULL(25, "server at its limit of connections"),
    POOL_EXHAUSTED(26, "1,000 clients for a handful of connections"),
    AMBIGUOUS_BIND(27, "bind answered by a code that is no verdict, three URLs"),
    CLOCK_JUMP(28, "wall clock jumps by a day"),
    LOG_HANDLER_THROWS(29, "log handler throws"),
    ERROR_IN_LOGIN(30, "error or interrupt within a login's thread"),
    RELOADED(31, "application reloaded 100 times"),
    STOPPED_UNDER_LOAD(32, "stopped during 100 logins"),
    BAD_RELOAD(33, "reload with a bad file"),
    STAMPEDE_RIGHT(34, "1,000 right passwords of one user at once"),
    STAMPEDE_WRONG(35, "1,000 wrong passwords of one user at once"),
    PASSWORD_CHANGED(36, "user's password changed while cached");

    private final int row;
    private final String sentence;

    Fault(int row, String sentence) {
        this.row = row;
        this.sentence = sentence;
    }

    int row() {
        return row;
    }

    String sentence() {
        return sentence;
    }

    static Fault of(int row) {
        return Arrays.stream(values())
                .filter(fault -> fault.row == row)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("@FaultRow(" + row + "): there is no such row"));
    }
}
