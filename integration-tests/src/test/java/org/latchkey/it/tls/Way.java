package org.latchkey.it.tls;

import java.util.ArrayList;
import java.util.List;
import org.latchkey.config.ConfigException;
import org.latchkey.it.login.Engine;
import org.latchkey.it.slapd.OpenLdap;

/** How a client comes to TLS. */
enum Way {
    LDAPS,
    START_TLS;

    /** The server's URL, by a name or address of loopback. */
    String url(OpenLdap server, String host) {
        return this == LDAPS ? "ldaps://" + host + ":" + server.securePort() : "ldap://" + host + ":" + server.port();
    }

    /** An engine that comes this way, with these keys besides. */
    Engine engine(OpenLdap server, String... pairs) throws ConfigException {
        return engineAt(server, "127.0.0.1", pairs);
    }

    Engine engineAt(OpenLdap server, String host, String... pairs) throws ConfigException {
        List<String> all = new ArrayList<>(List.of("connectionURL", url(server, host), "requireTls", "true"));
        if (this == START_TLS) {
            all.addAll(List.of("useStartTls", "true"));
        }
        all.addAll(List.of(pairs));
        return Engine.searching(server, all.toArray(String[]::new));
    }
}
