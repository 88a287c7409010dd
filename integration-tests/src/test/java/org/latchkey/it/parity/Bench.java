package org.latchkey.it.parity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.latchkey.it.parity.Comparison.Measured;

/**
 * Both realms side by side, under one configuration at a time; warm, so that what is counted is what each further login
 * costs. Not for concurrent use.
 */
final class Bench implements AutoCloseable {
    private final List<Row> rows;
    private final Set<Server> used = EnumSet.noneOf(Server.class);
    private @Nullable Configuration configuration;
    private @Nullable Place ours;
    private @Nullable Place jndiRealm;

    Bench(List<Row> rows) {
        this.rows = rows;
    }

    /** Lets both answer a row. */
    Comparison compare(Row row) throws Exception {
        if (!row.configuration().equals(configuration)) {
            change(row.configuration());
        }
        return new Comparison(row, ours.measure(row), jndiRealm.measure(row));
    }

    @Override
    public void close() {
        closeRealms();
        used.forEach(Server::stop);
        used.clear();
    }

    private void change(Configuration next) {
        closeRealms();
        used.add(next.server());
        next.server().slapd();
        configuration = next;
        var welcome = rows.stream()
                .filter(row -> row.configuration().equals(next) && row.right().isAccepted())
                .map(Row::attempt)
                .findFirst()
                .orElse(null);
        ours = new Place(StartedRealm.ours(next), welcome);
        jndiRealm = new Place(StartedRealm.jndi(next), welcome);
    }

    private void closeRealms() {
        if (configuration != null) {
            ours.realm.close();
            jndiRealm.realm.close();
            configuration = null;
        }
    }

    /** One realm, kept warm by somebody who may come in; a refusal can leave JNDIRealm without its connection. */
    private static final class Place {
        private final StartedRealm realm;
        private final @Nullable Attempt welcome;
        private boolean warm;

        Place(StartedRealm realm, @Nullable Attempt welcome) {
            this.realm = realm;
            this.welcome = welcome;
        }

        Measured measure(Row row) throws Exception {
            if (!warm && welcome != null) {
                realm.attempt(welcome);
            }
            var outcome = new AtomicReference<>(Outcome.REFUSED);
            var operations =
                    row.configuration().server().slapd().during(() -> outcome.set(realm.attempt(row.attempt())));
            warm = outcome.get().isAccepted();
            return new Measured(outcome.get(), operations);
        }
    }
}
