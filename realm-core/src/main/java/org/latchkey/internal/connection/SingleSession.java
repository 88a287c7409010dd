package org.latchkey.internal.connection;

import org.latchkey.auth.Secret;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/** Searches on one certain connection, with the rights it has. Nothing is repeated: another one would lack them. */
final class SingleSession implements DirectorySession {

    private final DirectoryConnection connection;
    private final OperationBudget budget;
    private final ContactNote contact;
    private boolean sound = true;
    private boolean ended;

    SingleSession(DirectoryConnection connection, OperationBudget budget, ContactNote contact) {
        this.connection = connection;
        this.budget = budget;
        this.contact = contact;
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        return answer(() -> connection.search(spec));
    }

    /** Binds as somebody else, whose rights the session then has. */
    BindReply bind(String name, Secret password) throws DirectoryException {
        return answer(() -> connection.bind(name, password));
    }

    private <T> T answer(OperationBudget.Operation<T> operation) throws DirectoryException {
        if (ended) {
            throw new IllegalStateException("the session has ended");
        }
        budget.check();
        budget.spend(connection.server());
        boolean before = sound;
        sound = false;
        try {
            T answer = budget.within(connection, operation);
            sound = before;
            return answer;
        } catch (ConnectionFault e) {
            contact.failed(e);
            throw e;
        } catch (DirectoryException e) {
            sound = before;
            throw e;
        }
    }

    /** Ends the session: the connection may by now belong to somebody else. */
    void end() {
        ended = true;
    }

    /**
     * Whether the connection may be used by somebody else afterwards.
     *
     * @return false when it broke
     */
    boolean isSound() {
        return sound;
    }
}
