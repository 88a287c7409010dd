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
    private @Nullable Line line;

    ServiceSession(ConnectionPool pool, OperationBudget budget, ContactNote contact) {
        this.pool = pool;
        this.budget = budget;
        this.contact = contact;
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

    private Line line() throws DirectoryException {
        Line open = line;
        if (open == null) {
            open = new Line(pool.borrow(budget.deadline()));
            line = open;
        }
        return open;
    }

    /** The connection while searches are under way on it. */
    private final class Line {

        private final PooledConnection connection;
        private int underWay;
        private boolean broken;

        Line(PooledConnection connection) {
            this.connection = connection;
        }

        PendingSearch send(SearchSpec spec) throws DirectoryException {
            underWay++;
            boolean sent = false;
            try {
                budget.spend(connection.server());
                PendingSearch search = within(() -> connection.begin(spec));
                sent = true;
                return search;
            } finally {
                if (!sent) {
                    release();
                }
            }
        }

        SearchResults results(PendingSearch search) throws DirectoryException {
            SearchResults results = within(search::results);
            contact.wentWell();
            return results;
        }

        /** What breaks is given up at once, for all: whoever wants another connection holds none meanwhile. */
        private <T> T within(OperationBudget.Operation<T> operation) throws DirectoryException {
            boolean sound = false;
            try {
                T answer = budget.within(connection, operation);
                sound = true;
                return answer;
            } catch (ConnectionFault e) {
                throw e;
            } catch (DirectoryException e) {
                sound = true;
                throw e;
            } finally {
                if (!sound) {
                    giveUp();
                }
            }
        }

        private void giveUp() {
            if (!broken) {
                broken = true;
                leave();
                pool.discard(connection);
            }
        }

        void release() {
            underWay--;
            if (underWay == 0 && !broken) {
                leave();
                pool.giveBack(connection);
            }
        }

        private void leave() {
            if (line == this) {
                line = null;
            }
        }
    }

    /** A search that is sent again, once, where its connection turns out to be dead. */
    private final class Sent implements PendingSearch {

        private final SearchSpec spec;
        private @Nullable Line on;
        private @Nullable PendingSearch search;
        private boolean repeated;

        Sent(SearchSpec spec) throws DirectoryException {
            this.spec = spec;
            sendOrRepeat();
        }

        @Override
        public SearchResults results() throws DirectoryException {
            return noting(this::answer);
        }

        private SearchResults answer() throws DirectoryException {
            Line asked = on;
            PendingSearch sent = search;
            if (asked == null || sent == null) {
                throw new IllegalStateException("the answer was taken or given up");
            }
            try {
                return asked.results(sent);
            } catch (ConnectionFault e) {
                close();
                repeatAfter(e);
                return answer();
            } finally {
                close();
            }
        }

        private void sendOrRepeat() throws DirectoryException {
            try {
                send();
            } catch (ConnectionFault e) {
                repeatAfter(e);
            }
        }

        /** Closed by the server or on the way, as idle connections are: so are the others, most likely. */
        private void repeatAfter(ConnectionFault fault) throws DirectoryException {
            if (repeated || fault.unavailableCause() == UnavailableCause.TIMEOUT) {
                throw fault;
            }
            repeated = true;
            send();
        }

        private void send() throws DirectoryException {
            budget.check();
            Line open = line();
            search = open.send(spec);
            on = open;
        }

        @Override
        public void close() {
            Line asked = on;
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
