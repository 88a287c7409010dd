package org.latchkey.internal.connection;

import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/** A borrowed connection for as long as searches of one login are under way on it. Belongs to that login. */
final class ServiceLine {

    private final PooledConnection connection;
    private final ConnectionPool pool;
    private final OperationBudget budget;
    private int underWay;
    private boolean over;

    /**
     * Borrows a connection.
     *
     * @param pool where it comes from and goes back to
     * @param budget what the login may spend
     * @throws DirectoryException when there is none
     */
    ServiceLine(ConnectionPool pool, OperationBudget budget) throws DirectoryException {
        this.pool = pool;
        this.budget = budget;
        this.connection = pool.borrow(budget.deadline());
    }

    /** Whether the connection is no longer held. */
    boolean isOver() {
        return over;
    }

    /**
     * Sends a search.
     *
     * @param spec what to look for
     * @return the search, under way until {@link #release()}
     * @throws DirectoryException when it could not be sent
     */
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

    /**
     * Waits for an answer.
     *
     * @param search a search that was sent here
     * @return what was found
     * @throws DirectoryException when the directory could not answer
     */
    SearchResults results(PendingSearch search) throws DirectoryException {
        return within(search::results);
    }

    /** One search is no longer under way; with the last the connection goes back. */
    void release() {
        underWay--;
        if (underWay == 0 && !over) {
            over = true;
            pool.giveBack(connection);
        }
    }

    /** What breaks is given up at once, for all: whoever wants another connection then holds none. */
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
            if (!sound && !over) {
                over = true;
                pool.discard(connection);
            }
        }
    }
}
