package org.latchkey.it.slapd;

import java.util.List;
import java.util.stream.Collectors;
import org.latchkey.it.slapd.Operation.Kind;

/**
 * What a server was asked during a while, in the order of asking; the tests' own probing is left out. Immutable.
 *
 * @param connections how many were accepted
 * @param all the operations, unbind and abandon among them
 */
public record Operations(int connections, List<Operation> all) {
    /** Makes the list its own. */
    public Operations {
        all = List.copyOf(all);
    }

    /** How many operations the client waited for: all but unbind and abandon. */
    public int total() {
        return (int)
                all.stream().filter(operation -> operation.kind().isAnswered()).count();
    }

    /** How many binds were asked for, whatever the answer. */
    public int binds() {
        return of(Kind.BIND).size();
    }

    /** How many searches were asked for, whatever the answer. */
    public int searches() {
        return of(Kind.SEARCH).size();
    }

    /** All of one kind. */
    public List<Operation> of(Kind kind) {
        return all.stream().filter(operation -> operation.kind() == kind).toList();
    }

    /** Whom the binds named, in the server's spelling; empty for anonymous and for a malformed DN. */
    public List<String> bindDns() {
        return of(Kind.BIND).stream().map(Operation::dn).toList();
    }

    /** The bases of the searches, in the server's spelling. */
    public List<String> searchBases() {
        return of(Kind.SEARCH).stream().map(Operation::dn).toList();
    }

    /** The filters of the searches, in the server's spelling. */
    public List<String> searchFilters() {
        return of(Kind.SEARCH).stream().map(Operation::filter).toList();
    }

    /** The result codes of all answered operations of one kind. */
    public List<Integer> resultCodes(Kind kind) {
        return of(kind).stream()
                .filter(operation -> operation.resultCode().isPresent())
                .map(operation -> operation.resultCode().getAsInt())
                .toList();
    }

    /** One line for each operation: what a failed assertion shows. */
    @Override
    public String toString() {
        return all.stream()
                .map(operation -> "  " + operation)
                .collect(Collectors.joining("\n", connections + " connections\n", "\n"));
    }
}
