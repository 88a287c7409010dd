package org.latchkey.benchmark.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process has used up so far.
 *
 * @param nanos the clock
 * @param cpuNanos processor time of all threads, those of the JVM too
 * @param allocated bytes allocated by all Java threads, ended ones too; not a number before JDK 21, which does not tell
 */
record Meter(long nanos, long cpuNanos, double allocated) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static Meter read() {
        return new Meter(System.nanoTime(), SYSTEM.getProcessCpuTime(), totalAllocated());
    }

    private static double totalAllocated() {
        try {
            Object bytes = ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "TotalThreadAllocatedBytes");
            return ((Long) bytes).doubleValue();
        } catch (JMException e) {
            return Double.NaN;
        }
    }
}
