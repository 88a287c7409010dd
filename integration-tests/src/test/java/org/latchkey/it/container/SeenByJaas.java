package org.latchkey.it.container;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.latchkey.it.ee.Matrix;
import org.latchkey.it.ee.Way;

/** Writes each test that passed into the matrix of containers and ways. */
final class SeenByJaas implements TestWatcher {
    @Override
    public void testSuccessful(ExtensionContext context) {
        Matrix.passed("Tomcat " + TomcatHome.underTest().version(), Way.JAAS, context.getDisplayName());
    }
}
