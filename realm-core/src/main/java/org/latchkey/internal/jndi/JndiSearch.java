package org.latchkey.internal.jndi;

import java.util.ArrayList;
import java.util.List;
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

/** One search sent through JNDI and drained to its end. */
final class JndiSearch {

    private static final String NO_ATTRIBUTES = "1.1";

    private final DirContext context;
    private final SearchSpec spec;
    private final List<DirectoryEntry> entries = new ArrayList<>();

    JndiSearch(DirContext context, SearchSpec spec) {
        this.context = context;
        this.spec = spec;
    }

    /**
     * Sends it and waits for the whole answer.
     *
     * @return the server's answer, whatever its code
     * @throws NamingException when the server gave none
     */
    @SuppressWarnings("BanJNDI") // asked not to build objects out of what it finds
    SearchAnswer answer() throws NamingException {
        NamingEnumeration<SearchResult> found = null;
        try {
            found = context.search(spec.base().toLdapName(), spec.filter(), controls());
            return drain(found);
        } catch (NamingException e) {
            return ending(e);
        } finally {
            close(found);
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

    private static void close(@Nullable NamingEnumeration<SearchResult> found) {
        if (found != null) {
            try {
                found.close();
            } catch (NamingException e) {
                // Nothing is left to be lost: the answer is already here.
            }
        }
    }
}
