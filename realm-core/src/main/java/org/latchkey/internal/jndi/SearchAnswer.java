package org.latchkey.internal.jndi;

import java.util.List;
import org.latchkey.auth.LogText;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.config.ServerUrl;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/**
 * What a server answered to a search (RFC 4511 4.5.2), and what that is worth.
 *
 * @param code the result code
 * @param diagnostic the server's text; may be empty
 * @param entries the entries that came
 * @param continuations whether references to other servers came with them; they are never followed
 */
record SearchAnswer(int code, String diagnostic, List<DirectoryEntry> entries, boolean continuations) {

    /**
     * Judges it as the answer to a search.
     *
     * @param server who answered
     * @param spec what was asked
     * @param continuationsHarmless whether references leave the answer complete
     * @return the entries
     * @throws DirectoryException when the answer cannot be used
     */
    SearchResults results(ServerUrl server, SearchSpec spec, boolean continuationsHarmless) throws DirectoryException {
        if (spec.readsEntry() && isAbsent()) {
            return new SearchResults(List.of(), false);
        }
        return switch (code) {
            case ResultCode.SUCCESS, ResultCode.PARTIAL_RESULTS -> {
                if (continuations && spec.complete() && !continuationsHarmless) {
                    throw incomplete(
                            server,
                            spec,
                            "it refers to other servers for the rest; where those references are"
                                    + " known to be harmless, as at the root of an Active Directory, set adCompat");
                }
                yield new SearchResults(entries, false);
            }
            case ResultCode.SIZE_LIMIT -> {
                if (spec.complete()) {
                    throw incomplete(server, spec, "a size limit cut the answer");
                }
                yield new SearchResults(entries, true);
            }
            case ResultCode.TIME_LIMIT -> throw incomplete(server, spec, "a time limit cut the answer");
            case ResultCode.ADMIN_LIMIT -> throw incomplete(server, spec, "an administrative limit cut the answer");
            case ResultCode.REFERRAL ->
                throw incomplete(server, spec, "it refers to another server for the whole base");
            default -> throw refusal(server, spec);
        };
    }

    /**
     * Whether a size limit cut what has to be complete.
     *
     * @param spec what was asked
     * @return true when it is worth asking for it in pages
     */
    boolean isCutShort(SearchSpec spec) {
        return code == ResultCode.SIZE_LIMIT && spec.complete() && spec.sizeLimit() == 0;
    }

    /**
     * Whether it says that the base itself is not there: no such entry, a name that no entry can have, or an entry that
     * lives elsewhere.
     *
     * @return true when there is nothing under that name
     */
    private boolean isAbsent() {
        return code == ResultCode.NO_SUCH_OBJECT || code == ResultCode.INVALID_DN || code == ResultCode.REFERRAL;
    }

    private DirectoryException refusal(ServerUrl server, SearchSpec spec) {
        String base = "'" + LogText.escaped(spec.base().toString()) + "'";
        return switch (code) {
            case ResultCode.NO_SUCH_OBJECT -> misconfigured(server, "there is no entry " + base + " to search under");
            case ResultCode.INVALID_DN -> misconfigured(server, base + " is no name it can search under");
            case ResultCode.INSUFFICIENT_ACCESS -> misconfigured(server, "searching under " + base + " is not allowed");
            default ->
                new DirectoryException(
                        UnavailableCause.DIRECTORY_ERROR,
                        server + ": the search under " + base + " failed with result " + code + " ("
                                + LogText.escaped(diagnostic) + ")");
        };
    }

    private static DirectoryException misconfigured(ServerUrl server, String what) {
        return new DirectoryException(UnavailableCause.MISCONFIGURED, server + ": " + what);
    }

    private static DirectoryException incomplete(ServerUrl server, SearchSpec spec, String why) {
        return new DirectoryException(
                UnavailableCause.INCOMPLETE,
                server + ": the search under '" + LogText.escaped(spec.base().toString()) + "' is incomplete: " + why);
    }
}
