package org.latchkey.internal.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.spi.Group;
import org.latchkey.spi.SearchSpec.Scope;

/**
 * Which groups contain which, as the service was told lately. Never which user is in a group: that is asked at each login.
 *
 * <p>Safe for use by many threads. What is kept is bounded by the number of groups in it, and forgotten when its time is
 * over, whether it is used or not. Only whole answers are kept.
 */
public final class GroupGraph {

    private static final long GROUPS = 100_000;

    private static final int NOTES = 1_000;

    private final @Nullable Cache<Question, List<Group>> answers;
    private final @Nullable Cache<Question, Object> notes;

    /**
     * What was asked: the parents of these groups, which one search was made for.
     *
     * @param base where was searched
     * @param scope how far
     * @param clauses a filter for each of the groups
     */
    private record Question(Dn base, Scope scope, Set<String> clauses) {}

    /**
     * Makes an empty one.
     *
     * @param lifetime how long an answer is believed; zero for not at all
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public GroupGraph(Duration lifetime, LongSupplier nanoTime) {
        this.answers = lifetime.isZero()
                ? null
                : believed(lifetime, nanoTime)
                        .maximumWeight(GROUPS)
                        .weigher((Question question, List<Group> parents) ->
                                question.clauses().size() + parents.size())
                        .build();
        this.notes = lifetime.isZero()
                ? null
                : believed(lifetime, nanoTime).maximumSize(NOTES).build();
    }

    private static Caffeine<Object, Object> believed(Duration lifetime, LongSupplier nanoTime) {
        return Caffeine.newBuilder()
                .expireAfterWrite(lifetime)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run);
    }

    /**
     * What is known.
     *
     * @param base where groups are
     * @param scope how far below it
     * @param clauses a filter for each of the groups whose parents are wanted
     * @return the parents of all of them, or empty where they have to be asked for
     */
    Optional<List<Group>> parents(Dn base, Scope scope, Set<String> clauses) {
        return answers == null
                ? Optional.empty()
                : Optional.ofNullable(answers.getIfPresent(new Question(base, scope, clauses)));
    }

    /**
     * Takes note of an answer. Where nothing was found, none of the groups has a parent.
     *
     * @param base where was searched
     * @param scope how far
     * @param clauses a filter for each of the groups that one search was made for
     * @param parents all that was found
     */
    void learn(Dn base, Scope scope, Set<String> clauses, List<Group> parents) {
        if (answers == null) {
            return;
        }
        if (parents.isEmpty()) {
            clauses.forEach(clause -> answers.put(new Question(base, scope, Set.of(clause)), List.of()));
        } else {
            answers.put(new Question(base, scope, Set.copyOf(clauses)), List.copyOf(parents));
        }
    }

    /**
     * Something else that was learned about the groups at one place.
     *
     * @param base where groups are
     * @param scope how far below it
     * @param type what was learned
     * @return what is known
     */
    <T> Optional<T> note(Dn base, Scope scope, Class<T> type) {
        return notes == null
                ? Optional.empty()
                : Optional.ofNullable(notes.getIfPresent(new Question(base, scope, Set.of(type.getName()))))
                        .map(type::cast);
    }

    /**
     * Takes note of something else about the groups at one place.
     *
     * @param base where groups are
     * @param scope how far below it
     * @param learned what was learned, one of its type
     */
    void note(Dn base, Scope scope, Object learned) {
        if (notes != null) {
            notes.put(new Question(base, scope, Set.of(learned.getClass().getName())), learned);
        }
    }

    /** Forgets everything. */
    public void clear() {
        if (answers != null) {
            answers.invalidateAll();
        }
        if (notes != null) {
            notes.invalidateAll();
        }
    }
}
