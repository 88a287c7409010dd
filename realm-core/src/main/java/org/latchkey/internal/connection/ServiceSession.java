package org.latchkey.internal.connection;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/** Searches as the service, each on a connection borrowed for it. */
final class ServiceSession implements DirectorySession {

    private final ConnectionPool pool;
    private final OperationBudget budget;
    private final ContactNote contact;

    ServiceSession(ConnectionPool pool, OperationBudget budget, ContactNote contact) {
        this.pool = pool;
        this.budget = budget;
        this.contact = contact;
    }

    /** A question to a directory. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(DirectorySession session) throws DirectoryException;
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        return answer(session -> session.search(spec));
    }

    @Override
    public Optional<DirectoryEntry> read(Dn dn, List<String> attributes) throws DirectoryException {
        return answer(session -> session.read(dn, attributes));
    }

    private <T> T answer(Question<T> question) throws DirectoryException {
        try {
            return repeated(question);
        } catch (DirectoryException e) {
            contact.failed(e);
            throw e;
        }
    }

    private <T> T repeated(Question<T> question) throws DirectoryException {
        try {
            return once(question);
        } catch (ConnectionFault e) {
            if (e.unavailableCause() == UnavailableCause.TIMEOUT) {
                throw e;
            }
            return once(question);
        }
    }

    private <T> T once(Question<T> question) throws DirectoryException {
        budget.check();
        PooledConnection connection = pool.borrow(budget.deadline());
        boolean sound = false;
        try {
            budget.spend(connection.server());
            T answer = budget.within(connection, () -> question.ask(connection));
            sound = true;
            contact.wentWell();
            return answer;
        } catch (ConnectionFault e) {
            throw e;
        } catch (DirectoryException e) {
            sound = true;
            throw e;
        } finally {
            if (sound) {
                pool.giveBack(connection);
            } else {
                pool.discard(connection);
            }
        }
    }
}
