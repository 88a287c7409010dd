package org.latchkey.it.container;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.latchkey.it.slapd.OpenLdap;

/** Prepares the {@link SharedTomcat} with the first class that wants it, and closes it after the last. */
final class SharedTomcatExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return OpenLdap.prerequisite().condition();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SharedTomcat.class;
    }

    @Override
    public SharedTomcat resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    private static SharedTomcat shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(SharedTomcat.class, key -> new SharedTomcat(), SharedTomcat.class);
    }
}
