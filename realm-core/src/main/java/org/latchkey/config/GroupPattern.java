package org.latchkey.config;

import java.util.Objects;
import org.latchkey.auth.Dn;

/** Whom a role mapping means: its left side. Immutable. */
public sealed interface GroupPattern {

    /** Everybody who logs in, whatever groups they have: the {@code *} row. */
    record Everybody() implements GroupPattern {}

    /**
     * The members of one group, by its entry.
     *
     * @param dn the group's name, compared as a DN
     */
    record OfEntry(Dn dn) implements GroupPattern {

        /** Checks that it is there. */
        public OfEntry {
            Objects.requireNonNull(dn, "dn");
        }
    }

    /**
     * The members of every group with such a role name, as the directory gives it.
     *
     * @param glob the name, or the pattern of names
     */
    record OfName(RoleGlob glob) implements GroupPattern {

        /** Checks that it is there. */
        public OfName {
            Objects.requireNonNull(glob, "glob");
        }
    }

    /**
     * Everybody of whose groups an expression is true.
     *
     * @param expression the expression; its short names are role names as the directory gives them
     */
    record OfExpression(GroupExpression expression) implements GroupPattern {

        /** Checks that it is there. */
        public OfExpression {
            Objects.requireNonNull(expression, "expression");
        }
    }
}
