package org.latchkey.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a list of users is written. */
enum ListFormat {
    /** Comma-separated values. */
    CSV,
    /** A JSON object a line. */
    JSONL,
    /** Tomcat's tomcat-users.xml. */
    TOMCAT_USERS,
    /** Inserts for a DataSourceRealm. */
    SQL;

    static final List<String> WORDS =
            Arrays.stream(values()).map(ListFormat::word).toList();

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ListFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Whether it is good for nothing without roles. */
    boolean needsRoles() {
        return this == TOMCAT_USERS || this == SQL;
    }

    /** Whether it can be compared with an earlier list, and has attributes. */
    boolean hasColumns() {
        return this == CSV || this == JSONL;
    }
}
