package org.latchkey.benchmark.contender;

import java.util.Map;

/**
 * What a contender is to be ready for.
 *
 * @param port of the directory on 127.0.0.1
 * @param secure whether it speaks ldaps
 * @param threads how many threads will log people in
 * @param nested whether groups of groups count
 * @param settings what was given for this contender, by name
 */
public record Target(int port, boolean secure, int threads, boolean nested, Map<String, String> settings) {
    static final String HOST = "127.0.0.1";

    public Target {
        settings = Map.copyOf(settings);
    }

    String url() {
        return (secure ? "ldaps://" : "ldap://") + HOST + ":" + port;
    }

    /** How many connections of a kind a contender with pools of its own keeps. */
    int poolSize() {
        return Integer.parseInt(settings.getOrDefault("pool", String.valueOf(threads)));
    }
}
