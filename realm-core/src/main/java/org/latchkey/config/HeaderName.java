package org.latchkey.config;

/**
 * How headers' names are compared where somebody could mean one by another: applications read {@code X_Forwarded_User},
 * {@code x.forwarded.user} and {@code HTTP_X_FORWARDED_USER} as the same.
 */
public final class HeaderName {

    private static final String CGI = "http-";

    private HeaderName() {}

    /**
     * One spelling for all that some application takes for the same header: ASCII letters in lower case, everything that is
     * neither letter nor digit a hyphen, and no {@code HTTP_} of CGI's (RFC 3875 4.1.18) in front.
     *
     * @param name a header's name
     * @return the name by which to compare
     */
    public static String folded(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            out.append(plain ? c : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : '-');
        }
        String folded = out.toString();
        while (folded.startsWith(CGI)) {
            folded = folded.substring(CGI.length());
        }
        return folded;
    }
}
