package org.latchkey.internal.jndi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.directory.DirContext;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.LdapReferralException;
import org.jspecify.annotations.Nullable;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.SearchSpec;

/** One search sent through JNDI, and what its answer comes by. Used by one thread, and drained or abandoned in the end. */
final class JndiSearch {

    private static final String NO_ATTRIBUTES = "1.1";

    private final SearchSpec spec;
    private final List<DirectoryEntry> entries = new ArrayList<>();
    private @Nullable NamingEnumeration<SearchResult> found;
    private @Nullable SearchAnswer early;

    private JndiSearch(SearchSpec spec) {
        this.spec = spec;
    }

    /**
     * Sends it. Whether that waits for the answer is the context's to say.
     *
     * @param context the connection
     * @param spec what to look for
     * @return the search, under way or answered
     * @throws NamingException when it could not be sent, or the server gave no answer
     */
    @SuppressWarnings("BanJNDI") // asked not to build objects out of what it finds
    static JndiSearch send(DirContext context, SearchSpec spec) throws NamingException {
        JndiSearch sent = new JndiSearch(spec);
        try {
            sent.found = context.search(spec.base().toLdapName(), spec.filter(), sent.controls());
        } catch (NamingException e) {
            sent.early = sent.ending(e);
        }
        return sent;
    }

    /**
     * Waits for the whole answer.
     *
     * @return the server's answer, whatever its code
     * @throws NamingException when the server gave none
     */
    SearchAnswer answer() throws NamingException {
        NamingEnumeration<SearchResult> coming = found;
        if (coming == null) {
            return Objects.requireNonNull(early, "no answer");
        }
        try {
            return drain(coming);
        } catch (NamingException e) {
            return ending(e);
        } finally {
            abandon();
        }
    }

    /** Tells the server not to go on, where the answer has not come (RFC 4511 4.11). Never throws. */
    void abandon() {
        NamingEnumeration<SearchResult> coming = found;
        found = null;
        early = null;
        if (coming != null) {
            try {
                coming.close();
            } catch (NamingException | RuntimeException e) {
                // Nothing is left to be lost.
            }
        }
    }

    private SearchAnswer drain(NamingEnumeration<SearchResult> found) throws NamingException {
        while (found.hasMore()) {
            if (spec.sizeLimit() > 0 && entries.size() == spec.sizeLimit()) {
                // The server does not keep the limit, so it is kept here.
                return new SearchAnswer(ResultCode.SIZE_LIMIT, "", entries, false);
            }
            entries.add(EntryReader.entry(found.next()));
        }
        return new SearchAnswer(ResultCode.SUCCESS, "", entries, false);
    }

    private SearchAnswer ending(NamingException end) throws NamingException {
        OptionalInt code = ResultCode.of(end);
        if (code.isPresent()) {
            boolean partial = code.getAsInt() == ResultCode.PARTIAL_RESULTS;
            return new SearchAnswer(code.getAsInt(), ResultCode.diagnostic(end), entries, partial);
        }
        if (end instanceof LdapReferralException
                || (end instanceof PartialResultException && end.getRootCause() == null)) {
            return new SearchAnswer(ResultCode.SUCCESS, "", entries, true);
        }
        throw end;
    }

    private SearchControls controls() {
        String[] wanted = spec.attributes().isEmpty()
                ? new String[] {NO_ATTRIBUTES}
                : spec.attributes().toArray(String[]::new);
        int scope = switch (spec.scope()) {
            case BASE -> SearchControls.OBJECT_SCOPE;
            case ONE -> SearchControls.ONELEVEL_SCOPE;
            case SUBTREE -> SearchControls.SUBTREE_SCOPE;
        };
        return new SearchControls(scope, spec.sizeLimit(), timeLimit(), wanted, false, false);
    }

    /** JNDI adds a second to the whole seconds in it: one millisecond less makes it round up, as it should. */
    private int timeLimit() {
        long millis = spec.timeLimit().toMillis();
        return (int) Math.min(Integer.MAX_VALUE, millis > 1 ? millis - 1 : millis);
    }
}
