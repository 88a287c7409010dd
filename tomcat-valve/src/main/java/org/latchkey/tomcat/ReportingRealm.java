package org.latchkey.tomcat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.latchkey.DirectoryHealth;
import org.latchkey.DirectoryInspector;
import org.latchkey.inspect.CheckText;
import org.latchkey.inspect.Colours;
import org.latchkey.inspect.ExplainTree;
import org.latchkey.inspect.TreeText;

/** The half of the realm that JMX shows: what is known of the directory, in words and numbers. Safe for use by many threads. */
abstract class ReportingRealm extends ConfiguredRealm {

    /** What is known of the directory; empty while the realm is not running. */
    abstract Optional<DirectoryHealth> health();

    /** Looks at the directory from outside; empty while the realm is not running. */
    abstract Optional<DirectoryInspector> inspector();

    /**
     * Walks every server stage by stage, as {@code latchkey check} does, for JMX. On connections of its own; may take the
     * configured timeouts for each server.
     *
     * @return the lines of the report, without secrets
     */
    public String[] check() {
        return lines((inspector, text) -> new CheckText(text, new Colours(false), false).write(inspector.check(null)));
    }

    /**
     * Says what becomes of one user, and why, as {@code latchkey explain} does, for JMX. Sends no password. On connections of
     * its own; may take ten times {@code loginTimeout}.
     *
     * @param username the name as it would be typed
     * @return the lines of a tree, without secrets
     */
    public String[] explain(String username) {
        return lines((inspector, text) ->
                new TreeText(text, new Colours(false), false).draw(ExplainTree.of(inspector.explain(username, null))));
    }

    private String[] lines(BiConsumer<DirectoryInspector, PrintWriter> report) {
        StringWriter text = new StringWriter();
        inspector()
                .ifPresentOrElse(
                        inspector -> report.accept(inspector, new PrintWriter(text)), () -> text.write("not running"));
        return text.toString().lines().toArray(String[]::new);
    }

    /**
     * The directory's health in words, for JMX.
     *
     * @return a sentence without secrets
     */
    public String getHealth() {
        return health().map(health -> health.up()
                        ? "up since " + health.since()
                        : "down since " + health.since() + ": " + health.cause() + ", " + health.detail())
                .orElse("not running");
    }

    /**
     * Each server in words, for JMX: whether it is used, since when, what it answered and how fast, and its last fault.
     *
     * @return a line for each server met so far, in order of preference, without secrets
     */
    public String[] getServerHealth() {
        return health().map(
                        health -> health.servers().stream().map(ServerLine::of).toArray(String[]::new))
                .orElse(new String[0]);
    }

    /**
     * How many connections for searches are in use, for JMX.
     *
     * @return the number, at most {@code maxConnections}
     */
    public int getBusySearchConnections() {
        return health().map(health -> health.searchConnections().busy()).orElse(0);
    }

    /**
     * How many connections for searches wait for use, for JMX.
     *
     * @return the number
     */
    public int getIdleSearchConnections() {
        return health().map(health -> health.searchConnections().idle()).orElse(0);
    }

    /**
     * How many connections for users' binds are in use, for JMX.
     *
     * @return the number, at most {@code maxBindConnections}
     */
    public int getBusyBindConnections() {
        return health().map(health -> health.bindConnections().busy()).orElse(0);
    }

    /**
     * How many connections for users' binds wait for use, for JMX.
     *
     * @return the number
     */
    public int getIdleBindConnections() {
        return health().map(health -> health.bindConnections().idle()).orElse(0);
    }

    /**
     * How users' groups are known where {@code groupType=auto} leaves it to the directory, for JMX.
     *
     * @return a sentence; empty where the configuration says it, and before the first login
     */
    public String getMembership() {
        return health().map(DirectoryHealth::membership).orElse("");
    }
}
