package org.latchkey.it.ee;

import java.lang.reflect.Method;
import org.jboss.arquillian.test.spi.LifecycleMethodExecutor;
import org.jboss.arquillian.test.spi.TestMethodExecutor;
import org.jboss.arquillian.test.spi.TestResult;
import org.jboss.arquillian.test.spi.TestRunnerAdaptor;
import org.jboss.arquillian.test.spi.TestRunnerAdaptorBuilder;

/**
 * A container that is started, filled and stopped by its Arquillian adapter, whose settings are in {@code arquillian.xml}
 * under {@link #qualifier()}.
 *
 * <p>Arquillian is driven as a test framework would drive it, and not by its JUnit extension, which would deploy and
 * undeploy everything for each test class.
 */
public abstract class ArquillianServer implements ApplicationServer {
    private final ArchivesToDeploy archives = new ArchivesToDeploy();
    private TestRunnerAdaptor arquillian;

    /** The name of its settings in {@code arquillian.xml}. */
    protected abstract String qualifier();

    /** Writes the server's files and {@linkplain #tell tells} {@code arquillian.xml} where they are. */
    protected abstract void prepare(Site site);

    /** What can only be done once it runs and before anything is deployed. */
    protected void started(Site site) {}

    /** Ends by its id what the adapter may have left running; called after the adapter's own stop, whatever came of it. */
    protected abstract void endLeftovers();

    /** {@code ${latchkey.server.NAME}} in {@code arquillian.xml}. */
    protected static void tell(String name, Object value) {
        System.setProperty("latchkey.server." + name, value.toString());
    }

    @Override
    public final void start(Site site) {
        ArchivesToDeploy.are(site);
        prepare(site);
        System.setProperty("arquillian.launch", qualifier());
        arquillian = TestRunnerAdaptorBuilder.build();
        try {
            arquillian.beforeSuite();
            arquillian.beforeClass(ArchivesToDeploy.class, LifecycleMethodExecutor.NO_OP);
        } catch (Exception e) {
            throw new IllegalStateException(title() + " did not start", e);
        }
        started(site);
    }

    @Override
    public final void deploy(Application application) {
        inArquillian(() -> archives.deployer().deploy(application.name()));
    }

    @Override
    public final void undeploy(Application application) {
        inArquillian(() -> archives.deployer().undeploy(application.name()));
    }

    @Override
    public final void close() {
        try {
            if (arquillian != null) {
                arquillian.afterClass(ArchivesToDeploy.class, LifecycleMethodExecutor.NO_OP);
                arquillian.afterSuite();
                arquillian.shutdown();
            }
        } catch (Exception e) {
            throw new IllegalStateException(title() + " did not stop", e);
        } finally {
            endLeftovers();
        }
    }

    /** Arquillian knows its deployments within a test alone. */
    private void inArquillian(Runnable action) {
        var test = new OneTest(archives, action);
        try {
            arquillian.before(archives, test.getMethod(), LifecycleMethodExecutor.NO_OP);
            TestResult result = arquillian.test(test);
            arquillian.after(archives, test.getMethod(), LifecycleMethodExecutor.NO_OP);
            if (result.getThrowable() != null) {
                throw new IllegalStateException(title(), result.getThrowable());
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(title(), e);
        }
    }

    private record OneTest(Object instance, Runnable action) implements TestMethodExecutor {
        @Override
        public String getMethodName() {
            return getMethod().getName();
        }

        @Override
        public Method getMethod() {
            try {
                return ArchivesToDeploy.class.getMethod("now");
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object getInstance() {
            return instance;
        }

        @Override
        public void invoke(Object... parameters) {
            action.run();
        }
    }
}
