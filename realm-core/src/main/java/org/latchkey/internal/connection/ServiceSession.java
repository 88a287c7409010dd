package org.latchkey.internal.connection;

import org.jspecify.annotations.Nullable;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/**
 * Searches as the service. All searches of a login that are under way at one time share one connection, so that nobody holds
 * one and waits for another; it goes back when none is under way.
 */
final class ServiceSession implements DirectorySession {

    private final ConnectionPool pool;
    private final OperationBudget budget;
    private final ContactNote contact;
    private @Nullable ServiceLine line;

    ServiceSession(ConnectionPool pool, OperationBudget budget, ContactNote contact) {
        this.pool = pool;
        this.budget = budget;
        this.contact = contact;
    }

    @Override
    public boolean asService() {
        return true;
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        try (PendingSearch sent = begin(spec)) {
            return sent.results();
        }
    }

    @Override
    public PendingSearch begin(SearchSpec spec) throws DirectoryException {
        return noting(() -> new Sent(spec));
    }

    /** A step towards an answer. */
    @FunctionalInterface
    private interface Step<T> {
        T take() throws DirectoryException;
    }

    private <T> T noting(Step<T> step) throws DirectoryException {
        try {
            return step.take();
        } catch (DirectoryException e) {
            contact.failed(e);
            throw e;
        }
    }

    private ServiceLine line() throws DirectoryException {
        ServiceLine open = line;
        if (open == null || open.isOver()) {
            open = new ServiceLine(pool, budget);
            line = open;
        }
        return open;
    }

    /** A search that is sent again, once, where its connection turns out to be dead. */
    private final class Sent implements PendingSearch {

        private final SearchSpec spec;
        private @Nullable ServiceLine on;
        private @Nullable PendingSearch search;
        private boolean repeated;

        Sent(SearchSpec spec) throws DirectoryException {
            this.spec = spec;
            try {
                send();
            } catch (ConnectionFault e) {
                sendAgainAfter(e);
            }
        }

        @Override
        public SearchResults results() throws DirectoryException {
            try {
                SearchResults results = noting(this::answer);
                contact.wentWell();
                return results;
            } finally {
                close();
            }
        }

        private SearchResults answer() throws DirectoryException {
            try {
                return taken();
            } catch (ConnectionFault e) {
                close();
                sendAgainAfter(e);
                return taken();
            }
        }

        private SearchResults taken() throws DirectoryException {
            if (on == null || search == null) {
                throw new IllegalStateException("the answer was taken or given up");
            }
            return on.results(search);
        }

        /** Closed by the server or on the way, as idle connections are. */
        private void sendAgainAfter(ConnectionFault fault) throws DirectoryException {
            if (repeated || fault.unavailableCause() == UnavailableCause.TIMEOUT) {
                throw fault;
            }
            repeated = true;
            send();
        }

        private void send() throws DirectoryException {
            budget.check();
            ServiceLine open = line();
            search = open.send(spec);
            on = open;
        }

        @Override
        public void close() {
            ServiceLine asked = on;
            PendingSearch sent = search;
            on = null;
            search = null;
            if (asked != null && sent != null) {
                sent.close();
                asked.release();
            }
        }
    }
}
