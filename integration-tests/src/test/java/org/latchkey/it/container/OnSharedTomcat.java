package org.latchkey.it.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the class against the shared Tomcat, through Arquillian; its tests may ask for a {@link SharedTomcat}.
 *
 * <p>The order counts: the server's files are there before Arquillian wants to start it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({SharedTomcatExtension.class, ArquillianExtension.class})
@interface OnSharedTomcat {}
