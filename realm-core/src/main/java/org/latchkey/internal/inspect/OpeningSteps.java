package org.latchkey.internal.inspect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.DirectoryConfig;
import org.latchkey.config.ServerUrl;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.StageReport;
import org.latchkey.internal.connection.OpeningWitness;
import org.latchkey.spi.DirectoryException;

/** Watches the first connection to a server being opened, and tells of it stage by stage. Used by one thread. */
public final class OpeningSteps implements OpeningWitness {

    private final CertificateNote certificates;
    private final Map<Stage, Long> reached = new EnumMap<>(Stage.class);
    private final Map<Stage, Note> notes = new EnumMap<>(Stage.class);
    private long begun = System.nanoTime();
    private boolean over;

    /**
     * Makes a witness that has seen nothing.
     *
     * @param certificates tells of the server's certificate
     */
    public OpeningSteps(CertificateNote certificates) {
        this.certificates = certificates;
    }

    void begin() {
        begun = System.nanoTime();
    }

    @Override
    public void lookedUp(List<InetAddress> addresses) {
        List<String> shown =
                addresses.stream().map(InetAddress::getHostAddress).distinct().toList();
        reach(Stage.DNS, Note.passed(String.join(", ", shown)).and("addresses", shown));
    }

    @Override
    public void connected(InetSocketAddress address) {
        String shown = address.getAddress().getHostAddress() + " port " + address.getPort();
        reach(Stage.TCP, Note.passed("connected to " + shown));
    }

    @Override
    public void upgraded() {
        reach(Stage.START_TLS, Note.passed("granted"));
    }

    @Override
    public void secured(SSLSession session, List<String> hosts) {
        reach(Stage.TLS, certificates.of(session, hosts));
    }

    private void reach(Stage stage, Note note) {
        if (!over) {
            reached.putIfAbsent(stage, System.nanoTime());
            notes.putIfAbsent(stage, note);
        }
    }

    /**
     * What was seen; what comes later is looked away from.
     *
     * @param config how connections are opened
     * @param server where it was opened to
     * @param fault what ended it, or {@code null} when it was opened
     */
    List<StageReport> reports(DirectoryConfig config, ServerUrl server, @Nullable DirectoryException fault) {
        over = true;
        List<StageReport> reports = new ArrayList<>();
        long before = begun;
        for (Stage stage : List.of(Stage.DNS, Stage.TCP, Stage.START_TLS, Stage.TLS)) {
            Long at = reached.get(stage);
            int sent = stage == Stage.START_TLS ? 1 : 0;
            if (at != null) {
                reports.add(notes.getOrDefault(stage, Note.passed("")).report(stage, at - before, sent));
                before = at;
            } else if (isWanted(stage, config, server)) {
                return failed(reports, stage, fault, before, sent);
            } else {
                reports.add(Note.skipped(absence(stage, server)).report(stage, 0, 0));
            }
        }
        return reports;
    }

    private static List<StageReport> failed(
            List<StageReport> reports, Stage stage, @Nullable DirectoryException fault, long before, int sent) {
        String sentence = fault == null ? "nothing was seen of it" : String.valueOf(fault.getMessage());
        List<ConfigKey> keys = fault == null ? List.of() : Remedies.opening(stage, fault);
        reports.add(Note.failed(sentence, keys).report(stage, System.nanoTime() - before, sent));
        return reports;
    }

    private static boolean isWanted(Stage stage, DirectoryConfig config, ServerUrl server) {
        boolean upgraded = config.tls().startTls() && !server.tls();
        return switch (stage) {
            case START_TLS -> upgraded;
            case TLS -> upgraded || server.tls();
            default -> true;
        };
    }

    private static String absence(Stage stage, ServerUrl server) {
        return stage == Stage.START_TLS && server.tls()
                ? "ldaps speaks TLS from the first byte"
                : "neither ldaps:// nor useStartTls";
    }
}
