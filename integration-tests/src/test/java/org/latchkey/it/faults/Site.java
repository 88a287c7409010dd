package org.latchkey.it.faults;

import java.time.Duration;
import java.util.List;
import org.latchkey.it.net.DelayProxy;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.Operation;

/** A slapd, and the way to it, for mishaps to happen to. One thread. */
final class Site implements AutoCloseable {
    private static final Duration SLOW = Duration.ofMillis(20);

    private final OpenLdap server;
    private final DelayProxy way;
    private boolean running = true;

    Site(OpenLdap server) {
        this.server = server;
        way = DelayProxy.before(server.port());
    }

    String url() {
        return way.url();
    }

    /** What may happen to a site. */
    enum Mishap {
        CRASH,
        FREEZE,
        RETURN,
        BLACK_HOLE,
        REFUSE,
        CUT,
        FINISH,
        SLOW,
        CLEAR_WAY
    }

    void suffer(Mishap mishap) {
        switch (mishap) {
            case CRASH -> crash();
            case FREEZE -> freeze();
            case RETURN -> comeBack();
            case BLACK_HOLE -> way.blackhole();
            case REFUSE -> way.refuse();
            case CUT -> way.cut();
            case FINISH -> way.finish();
            case SLOW -> way.delay(SLOW, SLOW);
            case CLEAR_WAY -> clearWay();
        }
    }

    /** Whatever happened, it is over. */
    void mend() {
        comeBack();
        clearWay();
    }

    /** The binds it was asked for as that entry, since it was first started. */
    List<Operation> bindsAs(String dn) {
        return server.log().all().of(Operation.Kind.BIND).stream()
                .filter(bind -> bind.dn().equalsIgnoreCase(dn))
                .toList();
    }

    @Override
    public void close() {
        comeBack();
        way.close();
    }

    private void crash() {
        if (running) {
            server.crash();
            running = false;
        }
    }

    private void freeze() {
        if (running) {
            server.suspend();
        }
    }

    private void comeBack() {
        if (running) {
            server.resume();
        } else {
            server.start();
            running = true;
        }
    }

    private void clearWay() {
        way.delay(Duration.ZERO, Duration.ZERO);
        way.forward();
    }
}
