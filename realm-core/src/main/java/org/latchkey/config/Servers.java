package org.latchkey.config;

import java.util.List;
import org.latchkey.auth.Dn;

/**
 * What the URLs say. Immutable.
 *
 * @param urls the servers in order of preference
 * @param root the DN in the URLs, the root under which bases stand
 */
record Servers(List<ServerUrl> urls, Dn root) {

    /** Copies the list. */
    Servers {
        urls = List.copyOf(urls);
    }

    boolean allTls() {
        return urls.stream().allMatch(ServerUrl::tls);
    }

    boolean anyTls() {
        return urls.stream().anyMatch(ServerUrl::tls);
    }
}
