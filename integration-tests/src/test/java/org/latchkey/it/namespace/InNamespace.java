package org.latchkey.it.namespace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class in a JVM of their own whose network is nothing but a loopback device ({@code unshare --net
 * --mount}, by root or in a user namespace): what is done to packets and to {@code /etc/resolv.conf} there reaches nobody
 * else.
 *
 * <p>Here the tests only tell how they ended there. What they need must be started by {@code @BeforeAll}, {@code @BeforeEach}
 * or the tests themselves, which run only there; extensions run in both places.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NamespaceExtension.class)
public @interface InNamespace {}
