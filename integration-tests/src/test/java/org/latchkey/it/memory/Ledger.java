package org.latchkey.it.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.latchkey.it.slapd.Operation;
import org.latchkey.it.slapd.Operations;

/** Keeps what an in-memory directory was asked, each entry made before its answer leaves. Safe for several threads. */
final class Ledger {
    private final List<Operation> operations = new ArrayList<>();
    private int connections;

    synchronized void accepted() {
        connections++;
    }

    /** Notes a request, as yet unanswered. */
    synchronized void asked(Operation operation) {
        operations.add(operation);
    }

    /** Notes an entry on its way to whoever searched. */
    synchronized void returned(long connection, int message) {
        replace(connection, message, asked -> with(asked, asked.resultCode(), asked.entries() + 1, asked.text()));
    }

    /** Notes the answer to the latest request of that connection and message. */
    synchronized void answered(long connection, int message, int code, String text) {
        replace(connection, message, asked -> with(asked, OptionalInt.of(code), asked.entries(), text));
    }

    private void replace(long connection, int message, UnaryOperator<Operation> change) {
        for (int i = operations.size() - 1; i >= 0; i--) {
            Operation asked = operations.get(i);
            if (asked.connection() == connection && asked.number() == message) {
                operations.set(i, change.apply(asked));
                return;
            }
        }
    }

    synchronized Operations since(Operations earlier) {
        return new Operations(
                connections - earlier.connections(),
                operations.subList(earlier.all().size(), operations.size()));
    }

    synchronized Operations all() {
        return new Operations(connections, operations);
    }

    private static Operation with(Operation asked, OptionalInt code, int entries, String text) {
        return new Operation(
                asked.connection(),
                asked.number(),
                asked.kind(),
                asked.dn(),
                asked.filter(),
                asked.scope(),
                asked.attributes(),
                asked.oid(),
                code,
                entries,
                text);
    }
}
