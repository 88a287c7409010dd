package org.latchkey.internal.jndi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.ldap.Control;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.PagedResultsControl;
import javax.naming.ldap.PagedResultsResponseControl;
import org.jspecify.annotations.Nullable;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.SearchSpec;

/**
 * A search whose answer comes in pages (RFC 2696), for a server that tells no more than so many entries at once, as Active
 * Directory does: asked this way it tells all of them. A server that does not know pages answers as before. Used by one
 * thread.
 */
final class PagedSearch {

    /** Active Directory gives 1,000 at most, others often no more than 500. */
    private static final int PAGE = 500;

    private static final byte[] BEGINNING = {};

    private final LdapContext context;
    private final SearchSpec spec;
    private byte[] next = BEGINNING;
    private boolean over;

    /**
     * Makes the search; nothing is sent.
     *
     * @param context the connection, on which no other search is under way while a page is
     * @param spec what to look for
     */
    PagedSearch(LdapContext context, SearchSpec spec) {
        this.context = context;
        this.spec = spec;
    }

    /**
     * Asks for one page after the other, on a context on which nothing else is sent meanwhile.
     *
     * @param context the connection
     * @param spec what to look for
     * @return all pages as one answer, or what came before one that failed, with its code
     * @throws NamingException when the server gave no answer
     */
    static SearchAnswer answer(LdapContext context, SearchSpec spec) throws NamingException {
        PagedSearch search = new PagedSearch(context, spec);
        List<DirectoryEntry> entries = new ArrayList<>();
        boolean continuations = false;
        SearchAnswer page;
        do {
            page = search.page();
            entries.addAll(page.entries());
            continuations |= page.continuations();
        } while (search.hasMore());
        return isGood(page)
                ? new SearchAnswer(ResultCode.SUCCESS, "", entries, continuations)
                : new SearchAnswer(page.code(), page.diagnostic(), entries, continuations);
    }

    /** Whether there is a page still to be asked for. */
    boolean hasMore() {
        return !over;
    }

    /**
     * Asks for the next page.
     *
     * @return the server's answer, whatever its code
     * @throws NamingException when the server gave none
     */
    SearchAnswer page() throws NamingException {
        over = true;
        context.setRequestControls(new Control[] {page(next)});
        try {
            SearchAnswer answer = JndiSearch.send(context, spec).answer();
            if (!isGood(answer)) {
                return answer;
            }
            byte[] after = next(context.getResponseControls());
            if (after == null && next.length > 0) {
                return new SearchAnswer(
                        ResultCode.SIZE_LIMIT,
                        "a page did not tell whether more follow",
                        answer.entries(),
                        answer.continuations());
            }
            next = after == null ? BEGINNING : after;
            over = next.length == 0;
            return answer;
        } finally {
            context.setRequestControls(null);
        }
    }

    private static boolean isGood(SearchAnswer answer) {
        return answer.code() == ResultCode.SUCCESS || answer.code() == ResultCode.PARTIAL_RESULTS;
    }

    private static Control page(byte[] cookie) throws NamingException {
        try {
            return new PagedResultsControl(PAGE, cookie, Control.NONCRITICAL);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Where the next page begins; empty after the last, nothing where the answer does not tell of pages. */
    private static byte @Nullable [] next(Control @Nullable [] controls) throws NamingException {
        if (controls != null) {
            for (Control control : controls) {
                if (control.getID().equals(PagedResultsResponseControl.OID)) {
                    byte[] cookie = cookie(control);
                    return cookie == null ? BEGINNING : cookie;
                }
            }
        }
        return null;
    }

    private static byte @Nullable [] cookie(Control control) throws NamingException {
        try {
            return control instanceof PagedResultsResponseControl page
                    ? page.getCookie()
                    : new PagedResultsResponseControl(control.getID(), control.isCritical(), control.getEncodedValue())
                            .getCookie();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static NamingException unreadable(IOException e) {
        NamingException fault = new NamingException("a page control that cannot be read");
        fault.setRootCause(e);
        return fault;
    }
}
