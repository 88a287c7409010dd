package org.latchkey.benchmark.contender;

import java.util.List;
import java.util.Optional;

/**
 * One who takes part.
 *
 * @param id as the command line names it
 * @param label as the report names it
 * @param nests whether it can load roles through groups of groups
 * @param opening makes it ready
 */
public record Contender(String id, String label, boolean nests, Opening opening) {
    /** How a contender is made ready. */
    @FunctionalInterface
    public interface Opening {
        /** Opens what it needs; connections may come later. */
        Login open(Target target) throws Exception;
    }

    public static final String LATCHKEY = "latchkey";
    public static final String REMEMBERING = "latchkey-remembering";
    public static final String UNBOUNDID = "unboundid";
    public static final String JNDI_REALM = "jndirealm";

    private static final List<Contender> ALL = List.of(
            new Contender(LATCHKEY, "Latchkey", true, TomcatLogin::latchkey),
            new Contender(REMEMBERING, "Latchkey, DNs remembered", true, TomcatLogin::remembering),
            new Contender(UNBOUNDID, "UnboundID SDK, no realm", true, UnboundIdLogin::new),
            new Contender(JNDI_REALM, "JNDIRealm, pool = threads", true, TomcatLogin::pooledJndiRealm),
            new Contender("jndirealm-default", "JNDIRealm, as it comes", true, TomcatLogin::jndiRealm),
            new Contender("ldaptive", "ldaptive, pooled", false, LdaptiveLogin::new),
            new Contender("spring", "Spring Security LDAP", true, SpringLogin::new),
            new Contender("soteria", "Soteria", false, SoteriaLogin::new),
            new Contender("jetty", "Jetty LdapLoginModule", false, JettyLogin::new));

    /** All of them, in the report's order. */
    public static List<Contender> all() {
        return ALL;
    }

    /** The one of that id. */
    public static Optional<Contender> named(String id) {
        return ALL.stream().filter(contender -> contender.id.equals(id)).findFirst();
    }
}
