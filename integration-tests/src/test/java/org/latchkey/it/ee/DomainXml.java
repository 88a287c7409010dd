package org.latchkey.it.ee;

import java.util.List;
import java.util.stream.Collectors;

/** The text of a domain.xml, changed by replacing what is in every one that comes with a distribution; immutable. */
record DomainXml(String text) {
    private static final List<String> QUICK_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-BytecodeVerificationRemote", "-Xshare:auto");

    /** A text that is not there is a mistake of ours. */
    DomainXml replace(String old, String by) {
        if (!text.contains(old)) {
            throw new IllegalStateException("domain.xml has no " + old);
        }
        return new DomainXml(text.replace(old, by));
    }

    /** On 127.0.0.1, for http and for its administration alone: without TLS, CORBA and remote JMX. */
    DomainXml onLoopback(int port, int adminPort) {
        return replace("\"0.0.0.0\"", "\"127.0.0.1\"")
                .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + '"')
                .replace("port=\"4848\"", "address=\"127.0.0.1\" port=\"" + adminPort + '"')
                .replace("http-listener-1,http-listener-2", "http-listener-1")
                .without("<network-listener port=\"8181\"")
                .replace("<iiop-listener ", "<iiop-listener enabled=\"false\" ")
                .replace("<jmx-connector ", "<jmx-connector enabled=\"false\" ");
    }

    /** Without the shell of its module system, without measuring itself, and with a compiler that is content early. */
    DomainXml quickly() {
        String options = QUICK_START.stream()
                .map(option -> "<jvm-options>" + option + "</jvm-options>")
                .collect(Collectors.joining());
        return without("org.glassfish.additionalOSGiBundlesToStart")
                .without("-Dosgi.shell")
                .without("-Dgosh.args")
                .without("-Dfelix.fileinstall")
                .replace("<jvm-options>-XX:NewRatio=2</jvm-options>", options)
                .service("<monitoring-service monitoring-enabled=\"false\" />");
    }

    /** One service more. */
    DomainXml service(String element) {
        return replace("<diagnostic-service />", element + "<diagnostic-service />");
    }

    /** One provider more for the pages of applications that name it. */
    DomainXml provider(String element) {
        String providers = "<message-security-config auth-layer=\"HttpServlet\">";
        return replace(providers, providers + element);
    }

    /** Runs on this JDK, whatever the one of the command line is. */
    DomainXml java(String home) {
        return replace("<java-config ", "<java-config java-home=\"" + home + "\" ");
    }

    /** Leaves out the lines with this in them. */
    private DomainXml without(String part) {
        return new DomainXml(text.lines().filter(line -> !line.contains(part)).collect(Collectors.joining("\n")));
    }
}
