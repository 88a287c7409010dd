package org.latchkey.demo;

/**
 * Somebody tries a door; a blank user name at {@link BasicDoor} sends no credentials at all.
 *
 * @param page path from the root of the server, application included
 */
record Attempt(Door door, String page, String user, String password) {
    /** Tells everything but the password. */
    @Override
    public String toString() {
        return user + " at " + page + " (" + door + ")";
    }
}
