package org.latchkey.internal.connection;

import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Secret;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.PendingSearch;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/**
 * A place in a pool: empty when it is made, then a connection that tells its server how each operation went. Lent to one
 * thread at a time; {@link #cut()} may come from any.
 */
final class PooledConnection implements DirectoryConnection {

    private final LongSupplier nanoTime;
    private volatile @Nullable DirectoryConnection connection;
    private volatile @Nullable Server home;
    private volatile boolean wasCut;
    private volatile long openedAt;
    private volatile long lastAnswer;
    private volatile long lastUse;

    PooledConnection(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void fill(Servers.Opened opened) {
        openedAt = nanoTime.getAsLong();
        lastAnswer = openedAt;
        lastUse = openedAt;
        home = opened.server();
        connection = opened.connection();
    }

    boolean isEmpty() {
        return connection == null;
    }

    /** Whether it was closed for good, by whomever. */
    boolean isCut() {
        return wasCut;
    }

    Server home() {
        return Objects.requireNonNull(home, "empty");
    }

    /** When it was opened, on the monotonic clock, as the other two. */
    long openedAt() {
        return openedAt;
    }

    /** When it last answered anything. */
    long lastAnswer() {
        return lastAnswer;
    }

    /** When a login last used it. */
    long lastUse() {
        return lastUse;
    }

    void use() {
        lastUse = nanoTime.getAsLong();
    }

    @Override
    public BindReply bind(String name, Secret password) throws DirectoryException {
        return noted(() -> inner().bind(name, password));
    }

    @Override
    public void bindAnonymously() throws DirectoryException {
        noted(() -> {
            inner().bindAnonymously();
            return Boolean.TRUE;
        });
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        return noted(() -> inner().search(spec));
    }

    @Override
    public PendingSearch begin(SearchSpec spec) throws DirectoryException {
        return new Begun(spec);
    }

    /** A search under way; it took as long as until its answer was taken. */
    private final class Begun implements PendingSearch {

        private final long since = nanoTime.getAsLong();
        private final PendingSearch search;

        Begun(SearchSpec spec) throws DirectoryException {
            try {
                search = inner().begin(spec);
            } catch (ConnectionFault e) {
                failed(e);
                throw e;
            }
        }

        @Override
        public SearchResults results() throws DirectoryException {
            return noted(since, search::results);
        }

        @Override
        public void close() {
            search.close();
        }
    }

    @Override
    public String server() {
        return inner().server();
    }

    @Override
    public void cut() {
        wasCut = true;
        DirectoryConnection open = connection;
        if (open != null) {
            open.cut();
        }
    }

    @Override
    public void close() {
        DirectoryConnection open = connection;
        if (open != null) {
            open.close();
        }
    }

    private DirectoryConnection inner() {
        return Objects.requireNonNull(connection, "empty");
    }

    private <T> T noted(OperationBudget.Operation<T> operation) throws DirectoryException {
        return noted(nanoTime.getAsLong(), operation);
    }

    private <T> T noted(long since, OperationBudget.Operation<T> operation) throws DirectoryException {
        try {
            T answer = operation.run();
            answered(since);
            return answer;
        } catch (ConnectionFault e) {
            failed(e);
            throw e;
        } catch (DirectoryException e) {
            // A refusal is an answer.
            answered(since);
            throw e;
        }
    }

    private void answered(long since) {
        lastAnswer = nanoTime.getAsLong();
        home().answered(lastAnswer - since);
    }

    private void failed(ConnectionFault fault) {
        if (wasCut || fault.unavailableCause() == UnavailableCause.TIMEOUT) {
            home().leftUnanswered(fault, openedAt);
        } else {
            home().connectionDied(fault);
        }
    }
}
