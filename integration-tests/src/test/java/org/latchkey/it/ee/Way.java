package org.latchkey.it.ee;

/** How an application comes by its logins; a column of the matrix. */
public enum Way {
    REALM("realm"),
    IN_WAR("JASPIC in the WAR"),
    CONTAINER_LEVEL("JASPIC in the container"),
    JAAS("JAAS"),
    IDENTITY_STORE("IdentityStore");

    private final String title;

    Way(String title) {
        this.title = title;
    }

    /** As it is written over the column. */
    public String title() {
        return title;
    }
}
