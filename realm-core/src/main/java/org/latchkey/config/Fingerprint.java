package org.latchkey.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Tells whether two configurations open the same engine, without keeping what they say: a keyed digest (RFC 2104) under a
 * key that this JVM makes up for itself, since passwords may be among the texts.
 */
final class Fingerprint {

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecretKey KEY = key();

    private Fingerprint() {}

    /**
     * The fingerprint of what is given in some places; the first that gives a key wins. What one door alone reads is left
     * out: it changes nothing about the engine.
     *
     * @param sources where keys are given
     * @param files what they name, and what it looked like
     * @return a text of fixed length
     */
    static String of(List<Source> sources, ReadFiles files) {
        Map<String, String> all = new TreeMap<>();
        for (Source source : sources) {
            source.only(Fingerprint::countsForTheEngine).keys().forEach(all::putIfAbsent);
        }
        Mac mac = mac();
        Stream.of(all, new TreeMap<>(files.stamps()))
                .forEach(texts -> texts.forEach((key, text) -> {
                    add(mac, key);
                    add(mac, text);
                }));
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private static boolean countsForTheEngine(String name) {
        return !name.equals(ConfigKey.CONFIG_FILE.key())
                && ConfigKey.of(name).filter(key -> key.doors().size() == 1).isEmpty();
    }

    private static SecretKey key() {
        try {
            return KeyGenerator.getInstance(ALGORITHM).generateKey();
        } catch (NoSuchAlgorithmException e) {
            throw unknown(e);
        }
    }

    private static void add(Mac mac, String text) {
        mac.update(text.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
    }

    private static Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(KEY);
            return mac;
        } catch (GeneralSecurityException e) {
            throw unknown(e);
        }
    }

    private static IllegalStateException unknown(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
}
