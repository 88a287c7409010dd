package org.latchkey.it.samba;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.latchkey.it.require.Prerequisite;
import org.latchkey.it.support.BuildDirectory;

/**
 * A workstation of the domain: gets tickets by a password, and shows them to web servers with curl. Its tickets are in files
 * of its own. Used by one thread at a time.
 */
public final class KerberosClient implements ExecutionCondition {
    private static final int LONGEST_SECONDS = 60;
    private static final List<String> TOOLS = List.of("kinit", "curl");

    private final Path folder = BuildDirectory.fresh("samba", "workstation");

    /** What this class needs of the machine. */
    public static Prerequisite prerequisite() {
        List<String> missing = TOOLS.stream().filter(tool -> !isThere(tool)).toList();
        return new Prerequisite(
                "kerberos",
                missing.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                missing + " not found; install them (Debian, Ubuntu: apt-get install krb5-user curl)"));
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return prerequisite().condition();
    }

    /** Says where tickets are to be had. */
    public void join(String kdc) {
        try {
            Files.write(
                    folder.resolve("krb5.conf"),
                    List.of(
                            "[libdefaults]",
                            "default_realm = " + AdDomain.REALM,
                            "dns_lookup_kdc = false",
                            "dns_canonicalize_hostname = false",
                            "rdns = false",
                            "udp_preference_limit = 1",
                            "[realms]",
                            AdDomain.REALM + " = {",
                            "kdc = " + kdc,
                            "}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logs a user in, whose ticket may be forwarded. */
    public void login(String account, String password) {
        loginAs(account, account, password);
    }

    /** Logs a user in who says another name than that of the account. */
    public void loginAs(String name, String account, String password) {
        run(account, password, List.of("kinit", "-f", name));
    }

    /**
     * Asks for a page at a port of this machine, with whatever tickets the user has.
     *
     * @param more what else curl is told
     * @return what the page said, and its status in a last line of its own
     */
    public String get(String account, String host, int port, String path, String... more) {
        List<String> command = new ArrayList<>(
                List.of("curl", "--silent", "--show-error", "--max-time", "30", "--negotiate", "--user", ":"));
        command.addAll(List.of("--resolve", host + ":" + port + ":127.0.0.1", "--write-out", "\n%{http_code}"));
        command.addAll(List.of(more));
        command.add("http://" + host + ":" + port + path);
        return run(account, "", command);
    }

    private String run(String account, String input, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of(
                            "KRB5_CONFIG",
                            folder.resolve("krb5.conf").toString(),
                            "KRB5CCNAME",
                            "FILE:" + folder.resolve(account + ".tickets"),
                            "LC_ALL",
                            "C"));
            Process process = builder.start();
            try (var typed = process.outputWriter(StandardCharsets.UTF_8)) {
                typed.write(input + "\n");
            } catch (IOException e) {
                // It did not ask.
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed:\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
