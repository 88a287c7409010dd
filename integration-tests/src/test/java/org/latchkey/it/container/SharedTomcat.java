package org.latchkey.it.container;

import java.util.List;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.support.FreePort;

/**
 * The one Tomcat, and the one directory, that all Arquillian tests of a run share. The realm stands under the Engine.
 *
 * <p>Written here, started and stopped by Arquillian, which finds the addresses in system properties.
 */
final class SharedTomcat implements AutoCloseable {
    private final OpenLdap directory = started();
    private final CatalinaBase base = CatalinaBase.named("shared")
            .engineRealm(FixtureRealm.at(directory))
            .copy(BuildOutput.template("manager.xml"), "conf/Catalina/localhost/manager.xml");
    private final int jmxPort = FreePort.next();

    SharedTomcat() {
        tell("home", base.home().directory());
        tell("base", base.directory());
        tell("port", base.port());
        tell("jmxPort", jmxPort);
        tell("jvm", String.join(" ", jvmOptions()));
    }

    OpenLdap directory() {
        return directory;
    }

    LogFiles logs() {
        return base.logs();
    }

    Browser browser() {
        return new Browser("http://127.0.0.1:" + base.port());
    }

    /** What the manager application answers to a command. */
    String manager(String command) {
        return browser()
                .get("/manager/text/" + command, "deployer", "deployer-c4nary")
                .body();
    }

    int jmxPort() {
        return jmxPort;
    }

    /** Ends the Tomcat if Arquillian has left it behind. */
    @Override
    public void close() {
        String mark = "-Dcatalina.base=" + base.directory();
        ProcessHandle.current()
                .children()
                .filter(child ->
                        List.of(child.info().arguments().orElse(new String[0])).contains(mark))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** The adapter opens a JMX port for itself; on the loopback address alone. */
    private List<String> jvmOptions() {
        return List.of(
                String.join(" ", JvmOptions.QUICK_START),
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Dcom.sun.management.jmxremote.rmi.port=" + jmxPort,
                "-Djava.rmi.server.hostname=127.0.0.1");
    }

    private static OpenLdap started() {
        OpenLdap.shared().start();
        return OpenLdap.shared();
    }

    private static void tell(String name, Object value) {
        System.setProperty("latchkey.shared." + name, value.toString());
    }
}
