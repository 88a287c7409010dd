package org.latchkey.it.container;

import java.util.List;

/** How the JVM of a Tomcat is started: for short lives, many of them, on a small machine. */
public final class JvmOptions {
    /** The last ones are catalina.sh's own: without them Tomcat cannot look for leaks when an application stops. */
    public static final List<String> QUICK_START = List.of(
            "-Xmx192m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.awt.headless=true",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

    private JvmOptions() {}
}
