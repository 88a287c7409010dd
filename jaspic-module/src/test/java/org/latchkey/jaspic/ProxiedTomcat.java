package org.latchkey.jaspic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Tomcat with the module's HEADER, which believes {@value #PROXY} with the secret; {@value #OUTSIDE} is anybody. */
final class ProxiedTomcat implements AutoCloseable {

    static final String PROXY = "127.0.0.1";
    static final String OUTSIDE = "127.0.0.2";
    static final String SECRET = "the-proxys-long-c4nary";
    static final String SHOWN = "X-Proxy-Secret: " + SECRET;

    private final ProtectedTomcat tomcat;

    /** With more keys in pairs; an empty value leaves one out. */
    ProxiedTomcat(Path folder, TestDirectory directory, String... more) {
        tomcat = new ProtectedTomcat(folder, keys(folder, directory, more)).withoutRemoteIpValve();
    }

    static Map<String, String> keys(Path folder, TestDirectory directory, String... more) {
        Map<String, String> keys = new HashMap<>(directory.keys(
                "mechanism",
                "HEADER",
                "trustedProxies",
                PROXY,
                "proxySecretHeader",
                "X-Proxy-Secret",
                "proxySecretFile",
                secretFile(folder).toString()));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        keys.values().removeIf(String::isEmpty);
        return keys;
    }

    static Path secretFile(Path folder) {
        try {
            return Files.writeString(folder.resolve("secret"), SECRET + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProxiedTomcat start() {
        tomcat.start();
        return this;
    }

    ProtectedTomcat tomcat() {
        return tomcat;
    }

    /** By the proxy, which shows its secret. */
    RawHttp.Answer asProxy(String path, String... lines) {
        String[] all = Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = SHOWN;
        return fromProxy(path, all);
    }

    /** From the proxy's address. */
    RawHttp.Answer fromProxy(String path, String... lines) {
        return RawHttp.ask(PROXY, tomcat.port(), "/app" + path, lines);
    }

    RawHttp.Answer fromOutside(String path, String... lines) {
        return RawHttp.ask(OUTSIDE, tomcat.port(), "/app" + path, lines);
    }

    @Override
    public void close() {
        tomcat.close();
    }
}
