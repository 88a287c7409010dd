/** Latchkey's login engine. */
@org.jspecify.annotations.NullMarked
module org.latchkey.core {
    requires transitive java.naming;
    requires transitive java.security.jgss;
    requires com.github.benmanes.caffeine;
    requires dev.failsafe.core;
    requires org.apache.commons.pool2;
    requires static transitive org.jspecify;

    exports org.latchkey;
    exports org.latchkey.auth;
    exports org.latchkey.config;
    exports org.latchkey.inspect;
    exports org.latchkey.jaas;
    exports org.latchkey.proxy;
    exports org.latchkey.spi;
    exports org.latchkey.internal.jndi to
            java.naming;
}
