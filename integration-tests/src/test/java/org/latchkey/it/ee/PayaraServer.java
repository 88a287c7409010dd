package org.latchkey.it.ee;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Payara Server 6 (Community), without its cluster and without its message broker: both would listen beyond this machine. */
final class PayaraServer extends DomainServer {
    private static final String CLUSTER = "<hazelcast-config-specific-configuration>";
    private static final String NO_BROKER = "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\">"
            + "<jms-host name=\"default_JMS_host\" host=\"127.0.0.1\" port=\"7676\" lazy-init=\"true\" /></jms-service>";

    @Override
    public String title() {
        return "Payara " + version();
    }

    @Override
    public List<Difference> differences() {
        Difference header = new Difference(
                Set.of(Way.IN_WAR),
                "HEADER: UTF-8",
                Map.of("status", "400", "remoteUser", "", "principal", "", "authType", ""),
                "Payara refuses every header with a byte beyond ASCII before anybody is asked");
        return Stream.concat(super.differences().stream(), Stream.of(header)).toList();
    }

    @Override
    protected String qualifier() {
        return "payara";
    }

    @Override
    protected String folder() {
        return "payara6";
    }

    @Override
    protected DomainXml adapted(DomainXml xml) {
        return xml.replace(CLUSTER, CLUSTER.replace(">", " enabled=\"false\">")).service(NO_BROKER);
    }
}
