package org.latchkey.it.namespace;

import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Outside: has the whole class run inside and tells of each test what came of it. Inside: does nothing. */
final class NamespaceExtension implements ExecutionCondition, BeforeAllCallback, InvocationInterceptor {
    private static final Namespace STORE = Namespace.create(NamespaceExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return NamespaceRun.isInside()
                ? ConditionEvaluationResult.enabled("inside")
                : NamespaceRun.prerequisite().condition();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (!NamespaceRun.isInside()) {
            NamespaceRun.prerequisite().demand();
            context.getStore(STORE).put("outcomes", NamespaceRun.of(context.getRequiredTestClass()));
        }
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptAfterAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
        tell(context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        onlyInside(invocation);
        tell(context);
    }

    private static void onlyInside(InvocationInterceptor.Invocation<Void> invocation) throws Throwable {
        if (NamespaceRun.isInside()) {
            invocation.proceed();
        } else {
            invocation.skip();
        }
    }

    private static void tell(ExtensionContext context) {
        if (NamespaceRun.isInside()) {
            return;
        }
        Map<?, ?> outcomes = context.getStore(STORE).get("outcomes", Map.class);
        Object outcome = outcomes.get(context.getUniqueId());
        if (outcome == null) {
            throw new AssertionError("was not run inside; " + outcomes.get(NamespaceRun.WHOLE));
        }
        if (!outcome.equals(NamespaceRun.PASSED)) {
            throw new AssertionError("inside: " + outcome);
        }
    }
}
