package org.latchkey.it.container;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The browser's side of HTTP DIGEST (RFC 7616, algorithm MD5, qop "auth"), which the JDK's client does not have. */
record DigestLogin(String user, String password) {
    private static final String COUNT = "00000001";
    private static final String CLIENT_NONCE = "0a4f113b";

    /** Asks for the page, is challenged, and asks again with the answer to the challenge. */
    Answer get(Browser browser, String path) {
        return browser.getAuthorized(path, answer(challenge(browser.get(path)), path));
    }

    private static String challenge(Answer unauthorized) {
        List<String> challenges = unauthorized.headers().allValues("WWW-Authenticate");
        return challenges.stream()
                .filter(challenge -> challenge.startsWith("Digest ") && !challenge.contains("SHA-256"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no DIGEST challenge in " + challenges));
    }

    private String answer(String challenge, String path) {
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String secret = md5(user + ':' + realm + ':' + password);
        String request = md5("GET:" + path);
        String response = md5(String.join(":", secret, nonce, COUNT, CLIENT_NONCE, "auth", request));
        return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", opaque=\"%s\", algorithm=MD5, "
                        .formatted(user, realm, nonce, path, parameter(challenge, "opaque"))
                + "qop=auth, nc=%s, cnonce=\"%s\", response=\"%s\"".formatted(COUNT, CLIENT_NONCE, response);
    }

    private static String parameter(String challenge, String name) {
        Matcher quoted = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(challenge);
        if (!quoted.find()) {
            throw new AssertionError("no " + name + " in " + challenge);
        }
        return quoted.group(1);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
