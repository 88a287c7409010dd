package org.latchkey.internal.inspect;

import java.util.List;
import java.util.function.Predicate;
import org.latchkey.config.GroupExpression;
import org.latchkey.config.GroupExpression.And;
import org.latchkey.config.GroupExpression.Leaf;
import org.latchkey.config.GroupExpression.Not;
import org.latchkey.config.GroupExpression.Or;
import org.latchkey.inspect.RuleResult.Truth;

/** Tells the truth of an expression part by part, each as the expression itself evaluates it. */
public final class Truths {

    private Truths() {}

    /**
     * Evaluates.
     *
     * @param expression the expression
     * @param member whether the user is in a group
     * @return the expression and its parts
     */
    public static Truth of(GroupExpression expression, Predicate<Leaf> member) {
        List<Truth> parts =
                operands(expression).stream().map(part -> of(part, member)).toList();
        return new Truth(expression.toString(), expression.test(member), parts);
    }

    private static List<GroupExpression> operands(GroupExpression expression) {
        if (expression instanceof And all) {
            return all.operands();
        }
        if (expression instanceof Or any) {
            return any.operands();
        }
        return expression instanceof Not not ? List.of(not.operand()) : List.of();
    }
}
