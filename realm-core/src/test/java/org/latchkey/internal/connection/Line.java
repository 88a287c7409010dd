package org.latchkey.internal.connection;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.auth.Secret;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

/** A connection to nothing, that answers everything until it is told to fail. */
final class Line implements DirectoryConnection {

    final AtomicInteger operations = new AtomicInteger();
    final AtomicInteger closings = new AtomicInteger();
    volatile boolean cut;
    volatile @Nullable DirectoryException fault;

    private final String server;

    Line(String server) {
        this.server = server;
    }

    private void operate() throws DirectoryException {
        operations.incrementAndGet();
        DirectoryException now = fault;
        if (now != null) {
            throw now;
        }
    }

    @Override
    public BindReply bind(String name, Secret password) throws DirectoryException {
        operate();
        return new BindReply(0, "", Optional.empty());
    }

    @Override
    public void bindAnonymously() throws DirectoryException {
        operate();
    }

    @Override
    public SearchResults search(SearchSpec spec) throws DirectoryException {
        operate();
        return new SearchResults(List.of(), false);
    }

    @Override
    public Optional<DirectoryEntry> read(Dn dn, List<String> attributes) throws DirectoryException {
        operate();
        return Optional.empty();
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public void cut() {
        cut = true;
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }
}
