package org.latchkey.internal.inspect;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.LogText;
import org.latchkey.config.ConfigKey;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;

/** What a server says of itself (RFC 4512 5.1). Used by one thread. */
final class RootDse {

    private static final String START_TLS = "1.3.6.1.4.1.1466.20037";
    static final String CAPABILITIES = "supportedCapabilities";

    private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";
    private static final Duration TOLERABLE = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final List<String> ATTRIBUTES = List.of(
            "objectClass",
            "vendorName",
            "vendorVersion",
            "namingContexts",
            "defaultNamingContext",
            "supportedControl",
            "supportedExtension",
            "supportedSASLMechanisms",
            CAPABILITIES,
            "currentTime");

    private final boolean clear;
    private final Clock clock;
    private @Nullable DirectoryEntry entry;

    /**
     * Makes a reader.
     *
     * @param clear whether the connection is not encrypted
     * @param clock the time of day
     */
    RootDse(boolean clear, Clock clock) {
        this.clear = clear;
        this.clock = clock;
    }

    Note read(DirectorySession session) throws DirectoryException {
        Optional<DirectoryEntry> found = session.read(Dn.ROOT, ATTRIBUTES);
        entry = found.orElse(null);
        if (found.isEmpty()) {
            return Note.passed("the server does not say what it is")
                    .warning("its root entry cannot be read without a bind, so nothing is known of it");
        }
        DirectoryEntry root = found.get();
        Note note = Note.passed(vendor(root))
                .and("vendor", List.of(vendor(root)))
                .and("namingContexts", shown(root, "namingContexts"))
                .and("controls", shown(root, "supportedControl"))
                .and("mechanisms", shown(root, "supportedSASLMechanisms"));
        return clear && offersStartTls(root)
                ? note.warning(
                        "passwords travel in clear text, and the server offers StartTLS", ConfigKey.USE_START_TLS)
                : note;
    }

    Note clock() {
        Optional<String> told = Optional.ofNullable(entry).flatMap(root -> root.text("currentTime"));
        return told.flatMap(RootDse::time)
                .map(this::skew)
                .orElseGet(() -> Note.skipped("the server does not tell its time"));
    }

    private Note skew(LocalDateTime theirs) {
        Duration skew = Duration.between(clock.instant(), theirs.toInstant(ZoneOffset.UTC));
        Note note = Note.passed("the clocks differ by " + skew.abs().toSeconds() + " s")
                .and("skewSeconds", List.of(Long.toString(skew.toSeconds())));
        return skew.abs().compareTo(TOLERABLE) <= 0
                ? note
                : note.warning(
                        "the clocks differ by more than 5 minutes: Kerberos fails, and accounts end at wrong times");
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return text.length() < 14
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text.substring(0, 14), TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What was read, where anything could be. */
    Optional<DirectoryEntry> entry() {
        return Optional.ofNullable(entry);
    }

    static boolean offersStartTls(DirectoryEntry root) {
        return root.texts("supportedExtension").contains(START_TLS);
    }

    static boolean isActiveDirectory(DirectoryEntry root) {
        return root.texts(CAPABILITIES).contains(ACTIVE_DIRECTORY);
    }

    static String vendor(DirectoryEntry root) {
        if (isActiveDirectory(root)) {
            return "Active Directory"
                    + root.text("vendorName")
                            .map(name -> " (" + LogText.escaped(name) + ")")
                            .orElse("");
        }
        if (root.texts("objectClass").contains("OpenLDAProotDSE")) {
            return "OpenLDAP";
        }
        String version = root.text("vendorVersion").map(text -> " " + text).orElse("");
        return LogText.escaped(root.text("vendorName").orElse("a server that does not say who made it") + version);
    }

    private static List<String> shown(DirectoryEntry root, String attribute) {
        return root.texts(attribute).stream().map(LogText::escaped).toList();
    }
}
