package org.latchkey.it.faults;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which faults of the {@link FaultTable} a test brings about, by number; on a class, all its tests do. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FaultRow {

    /** The numbers, as in {@link Fault}. */
    int[] value();
}
