package org.latchkey.internal.credential;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latchkey.auth.RejectionReason;

/**
 * What servers say in words about a bind that their result code refuses: the sub-codes of Active Directory, and the phrases
 * of 389 Directory Server and FreeIPA. It only chooses among the reasons; no text turns a refusal into anything else.
 */
final class RefusalText {

    private static final Pattern AD_DATA = Pattern.compile("\\bdata ([0-9a-fA-F]{3,8})\\b");

    private static final Map<String, RejectionReason> AD_REASONS = Map.ofEntries(
            Map.entry("525", RejectionReason.UNKNOWN_USER),
            Map.entry("52e", RejectionReason.BAD_PASSWORD),
            Map.entry("52f", RejectionReason.ACCOUNT_RESTRICTED),
            Map.entry("530", RejectionReason.ACCOUNT_RESTRICTED),
            Map.entry("531", RejectionReason.ACCOUNT_RESTRICTED),
            Map.entry("532", RejectionReason.PASSWORD_EXPIRED),
            Map.entry("533", RejectionReason.ACCOUNT_DISABLED),
            Map.entry("569", RejectionReason.ACCOUNT_RESTRICTED),
            Map.entry("701", RejectionReason.ACCOUNT_EXPIRED),
            Map.entry("773", RejectionReason.PASSWORD_MUST_CHANGE),
            Map.entry("775", RejectionReason.ACCOUNT_LOCKED));

    /** A phrase in lower case, and what it means. */
    private record Phrase(String words, RejectionReason reason) {}

    private static final List<Phrase> PHRASES = List.of(
            new Phrase("account inactivated", RejectionReason.ACCOUNT_DISABLED),
            new Phrase("account inactivity limit exceeded", RejectionReason.ACCOUNT_EXPIRED),
            new Phrase("exceed password retry limit", RejectionReason.ACCOUNT_LOCKED),
            new Phrase("entry permanently locked", RejectionReason.ACCOUNT_LOCKED),
            new Phrase("too many failed logins", RejectionReason.ACCOUNT_LOCKED),
            new Phrase("account (kerberos principal) is expired", RejectionReason.ACCOUNT_EXPIRED));

    private RefusalText() {}

    /**
     * The reason that stands in a server's text.
     *
     * @param diagnostic the text; may be empty
     * @return the reason, or empty when the text is not a known one
     */
    static Optional<RejectionReason> reason(String diagnostic) {
        Matcher data = AD_DATA.matcher(diagnostic);
        if (data.find()) {
            return Optional.ofNullable(AD_REASONS.get(data.group(1).toLowerCase(Locale.ROOT)));
        }
        String text = diagnostic.toLowerCase(Locale.ROOT);
        return PHRASES.stream()
                .filter(phrase -> text.contains(phrase.words()))
                .map(Phrase::reason)
                .findFirst();
    }
}
