package org.latchkey.config;

/** Which domains are taken off a typed name, whatever they are ({@code usernameStripDomain}). */
public enum DomainCut {
    /** None: the name is looked up as it was typed. */
    NONE(false, false),
    /** What stands up to the last backslash. */
    PREFIX(true, false),
    /** What stands from the first {@code @} on. */
    SUFFIX(false, true),
    /** The suffix, and then the prefix. */
    BOTH(true, true);

    private final boolean prefix;
    private final boolean suffix;

    DomainCut(boolean prefix, boolean suffix) {
        this.prefix = prefix;
        this.suffix = suffix;
    }

    static DomainCut of(String word) {
        return switch (word) {
            case "prefix" -> PREFIX;
            case "suffix" -> SUFFIX;
            case "both" -> BOTH;
            default -> NONE;
        };
    }

    /**
     * Takes them off.
     *
     * @param typed the name as typed
     * @return what is left, perhaps nothing
     */
    public String apply(String typed) {
        int at = suffix ? typed.indexOf('@') : -1;
        String name = at < 0 ? typed : typed.substring(0, at);
        return prefix ? name.substring(name.lastIndexOf('\\') + 1) : name;
    }
}
