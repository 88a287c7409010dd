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
 * Directory does: asked this way it tells all of them. A server that does not know pages answers as before.
 */
final class PagedSearch {

    /** Active Directory gives 1,000 at most, others often no more than 500. */
    private static final int PAGE = 500;

    private static final byte[] BEGINNING = {};

    private PagedSearch() {}

    /**
     * Asks for one page after the other, on a context on which nothing else is sent meanwhile.
     *
     * @param context the connection
     * @param spec what to look for
     * @return all pages as one answer, or what came before one that failed, with its code
     * @throws NamingException when the server gave no answer
     */
    static SearchAnswer answer(LdapContext context, SearchSpec spec) throws NamingException {
        List<DirectoryEntry> entries = new ArrayList<>();
        boolean continuations = false;
        byte[] next = BEGINNING;
        try {
            do {
                context.setRequestControls(new Control[] {page(next)});
                SearchAnswer answer = JndiSearch.send(context, spec).answer();
                entries.addAll(answer.entries());
                continuations |= answer.continuations();
                if (answer.code() != ResultCode.SUCCESS && answer.code() != ResultCode.PARTIAL_RESULTS) {
                    return new SearchAnswer(answer.code(), answer.diagnostic(), entries, continuations);
                }
                byte[] after = next(context.getResponseControls());
                if (after == null && next.length > 0) {
                    return new SearchAnswer(
                            ResultCode.SIZE_LIMIT, "a page did not tell whether more follow", entries, continuations);
                }
                next = after == null ? BEGINNING : after;
            } while (next.length > 0);
            return new SearchAnswer(ResultCode.SUCCESS, "", entries, continuations);
        } finally {
            context.setRequestControls(null);
        }
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
