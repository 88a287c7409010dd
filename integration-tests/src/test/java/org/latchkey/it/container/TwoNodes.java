package org.latchkey.it.container;

import java.util.function.UnaryOperator;
import org.latchkey.it.support.FreePort;

/** Two Tomcats that copy their sessions, with the files that are handed to administrators. Used by one thread. */
final class TwoNodes implements AutoCloseable {
    private final int[] ports = {FreePort.next(), FreePort.next()};
    private final String name;
    private final RealmXml realm;
    private final UnaryOperator<CatalinaBase> applications;
    private final TomcatProcess one;
    private final TomcatProcess two;

    /**
     * Starts them.
     *
     * @param applications puts them into one of the nodes
     */
    TwoNodes(String name, RealmXml realm, UnaryOperator<CatalinaBase> applications) {
        this.name = name;
        this.realm = realm;
        this.applications = applications;
        this.one = node(1);
        this.two = node(2);
    }

    TomcatProcess one() {
        return one;
    }

    TomcatProcess two() {
        return two;
    }

    private TomcatProcess node(int id) {
        int peer = 3 - id;
        CatalinaBase base = CatalinaBase.named(name + "-" + id)
                .engineRealm(realm)
                .cluster(BuildOutput.example("cluster/cluster.xml"), BuildOutput.example("cluster/host.xml"));
        return TomcatProcess.running(applications
                .apply(base)
                .jvmOption("-Dnode.host=127.0.0.1")
                .jvmOption("-Dnode.port=" + ports[id - 1])
                .jvmOption("-Dnode.id=" + id)
                .jvmOption("-Dpeer.host=127.0.0.1")
                .jvmOption("-Dpeer.port=" + ports[peer - 1])
                .jvmOption("-Dpeer.id=" + peer));
    }

    @Override
    public void close() {
        one.close();
        two.close();
    }
}
