package org.latchkey.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.latchkey.config.ConfigKey;
import org.latchkey.inspect.CheckText;
import org.latchkey.inspect.Colours;
import org.latchkey.inspect.Outcome;
import org.latchkey.inspect.ServerReport;
import org.latchkey.inspect.Stage;
import org.latchkey.inspect.StageReport;
import org.latchkey.inspect.SurveyReport;

/**
 * Tells on standard error what was found and what to do.
 *
 * @param surroundings where it is told
 */
record InitFindings(Surroundings surroundings) {

    private static final List<Stage> TOLD =
            List.of(Stage.TLS, Stage.ROOT_DSE, Stage.SERVICE_BIND, Stage.USERS, Stage.GROUPS);

    void tell(SurveyReport report) {
        say(report.seen().server());
        for (StageReport stage : report.seen().stages()) {
            if (isTold(stage)) {
                say("  found  " + stage.sentence());
                stage.warnings().forEach(warning -> say("         look at: " + warning));
            }
        }
    }

    private static boolean isTold(StageReport stage) {
        boolean nothing =
                stage.outcome() == Outcome.FAILED || stage.stage() == Stage.TLS && stage.outcome() == Outcome.SKIPPED;
        return TOLD.contains(stage.stage()) && !nothing;
    }

    void clearText() {
        say("         look at: passwords travel in clear text, as the server offers neither StartTLS nor ldaps");
    }

    /** Whether a service account would help. */
    boolean wantsAccount(SurveyReport report) {
        return report.failure().filter(stage -> stage.stage() == Stage.USERS).isPresent();
    }

    void failed(SurveyReport report) {
        report.failure().ifPresent(this::failed);
    }

    private void failed(StageReport stage) {
        String word = new Colours(surroundings.colours()).of(Outcome.FAILED, "FAIL");
        say("  " + word + "   " + stage.stage().word() + ": " + stage.sentence());
        say("         " + advice(stage));
    }

    private static String advice(StageReport stage) {
        List<ConfigKey> keys = stage.keys();
        return switch (stage.stage()) {
            case DNS -> "look at the URL: no such host is known here";
            case TCP -> "look at the URL, and whether the server runs and a firewall lets this machine through to it";
            case START_TLS -> "the server does not grant what it offers: ask who runs it, or give its ldaps:// URL";
            case TLS -> tls(keys);
            case ROOT_DSE -> "look at the URL: is this an LDAP server?";
            case SERVICE_BIND ->
                "look at --connection-name and its password: a DN, or user@domain at an Active Directory";
            case USERS ->
                "give --user-base or --login-attribute, or an account that may see users by --connection-name";
            case GROUPS -> "give --group-base";
            default -> "change: " + keys.stream().map(ConfigKey::key).collect(Collectors.joining(", or "));
        };
    }

    private static String tls(List<ConfigKey> keys) {
        if (keys.contains(ConfigKey.CA_CERTIFICATE_FILE)) {
            return "this JVM does not know who signed the certificate: get the certificate of that authority from who"
                    + " runs the directory, and give it by --ca-certificate-file FILE";
        }
        return keys.isEmpty()
                ? "the certificate has to be renewed at the server"
                : "look at the URL: the host must be a name that the certificate has, and the port one that speaks TLS";
    }

    /** Tells how the check went. */
    boolean checked(List<ServerReport> servers) {
        boolean fine = servers.stream().allMatch(server -> server.failure().isEmpty());
        if (fine) {
            long stages = servers.stream()
                    .flatMap(server -> server.stages().stream())
                    .filter(stage -> stage.outcome() != Outcome.SKIPPED)
                    .count();
            say("  check  " + stages + " stages with the configuration below, nothing failed");
            servers.stream()
                    .flatMap(server -> server.stages().stream())
                    .filter(stage -> stage.stage() == Stage.LOGIN && stage.outcome() == Outcome.PASSED)
                    .forEach(stage -> say("  login  " + stage.sentence()));
        } else {
            say("the configuration was made, and its check failed:");
            new CheckText(surroundings.err(), new Colours(surroundings.colours()), false).write(servers);
        }
        return fine;
    }

    private void say(String line) {
        surroundings.err().println(line);
    }
}
