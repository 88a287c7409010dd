package org.latchkey.proxy;

/** Why what a request says of its user must be refused. */
public enum ProxyRefusal {
    /** A user is named from a trusted address, and the secret or certificate is missing or wrong. */
    NO_PROOF("the secret or the certificate of a proxy is missing or wrong"),
    /** The name is there more than once, under one header's name or several, or in different spellings of one. */
    SEVERAL_NAMES("the user is named more than once"),
    /** The value is a list. */
    LIST("the user's name is a list"),
    /** There is a header and no name in it. */
    EMPTY("the user's name is empty"),
    /** The value is what a web server writes for a variable that is not set. */
    PLACEHOLDER("the user's name is (null)"),
    /** The bytes are not text in the configured charset. */
    CHARSET("a header is not written in headerCharset"),
    /** There is a control character in it. */
    CONTROL_CHARACTER("a header holds a control character"),
    /** A value is longer than any name. */
    TOO_LONG("a header is too long"),
    /** The request brings the password of somebody else. */
    OTHER_LOGIN("the Authorization header names somebody else, or nobody that can be read"),
    /** A header with an attribute, or with groups, is there more than once. */
    SEVERAL_VALUES("a header with an attribute or groups is there more than once");

    private final String sentence;

    ProxyRefusal(String sentence) {
        this.sentence = sentence;
    }

    /**
     * What was found.
     *
     * @return words for the administrator's log, without anything that was sent
     */
    public String sentence() {
        return sentence;
    }
}
