package org.latchkey.tomcat;

import java.time.Duration;
import java.util.Locale;
import org.latchkey.DirectoryHealth.Server;
import org.latchkey.DirectoryHealth.State;

/** One server's health as a line for JMX. */
final class ServerLine {

    private ServerLine() {}

    static String of(Server server) {
        StringBuilder line = new StringBuilder(server.url()).append(' ').append(server.state());
        if (server.state() == State.OUT) {
            line.append(" (").append(server.cause()).append(')');
        }
        line.append(" since ")
                .append(server.since())
                .append(", answered ")
                .append(server.answered())
                .append(", unanswered ")
                .append(server.unanswered())
                .append(", connections opened ")
                .append(server.connectionsOpened())
                .append(", failed ")
                .append(server.connectionsFailed())
                .append(", median ")
                .append(millis(server.median()))
                .append(", 95% ")
                .append(millis(server.p95()))
                .append(", 99% ")
                .append(millis(server.p99()));
        if (!server.lastFault().isEmpty()) {
            line.append(", last fault: ").append(server.lastFault());
        }
        return line.toString();
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
