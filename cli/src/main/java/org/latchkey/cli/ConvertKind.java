package org.latchkey.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whose configurations are understood. */
enum ConvertKind {
    JNDIREALM("jndirealm", FormName.SERVER_XML),
    JETTY("jetty", FormName.JAAS),
    ELYTRON("elytron", FormName.PROPERTIES),
    SPRING("spring", FormName.PROPERTIES),
    DJANGO("django", FormName.PROPERTIES),
    GRAFANA("grafana", FormName.PROPERTIES);

    private static final Pattern SERVERS = Pattern.compile("(?m)^\\s*\\[\\[\\s*servers\\s*]]");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^AUTH_LDAP_\\w+\\s*=");
    private static final Pattern SPRING_KEY = Pattern.compile("(?m)^\\s*spring\\.(ldap|security\\.ldap)\\.");

    private final String text;
    private final FormName usual;

    ConvertKind(String text, FormName usual) {
        this.text = text;
        this.usual = usual;
    }

    /** The format that comes nearest to the old file. */
    FormName usual() {
        return usual;
    }

    /** Whose file it is, by what is in it. */
    static Optional<ConvertKind> of(ForeignFile file) {
        return Arrays.stream(values()).filter(kind -> kind.knows(file)).findFirst();
    }

    /**
     * Converts a file.
     *
     * @throws IllegalArgumentException when it holds nothing of that kind; the message says why
     */
    Conversion convert(ForeignFile file) {
        return switch (this) {
            case JNDIREALM -> JndiRealmConverter.convert(file);
            case JETTY -> JettyConverter.convert(file);
            case ELYTRON -> ElytronConverter.convert(file);
            case SPRING -> SpringConverter.convert(file);
            case DJANGO -> DjangoConverter.convert(file);
            case GRAFANA -> GrafanaConverter.convert(file);
        };
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return text;
    }

    private boolean knows(ForeignFile file) {
        return switch (this) {
            case JNDIREALM -> file.isXml() && !file.elements("Realm").isEmpty();
            case ELYTRON -> file.isXml() && !file.elements("ldap-realm").isEmpty();
            case JETTY -> !file.isXml() && JaasFile.is(file.text());
            case DJANGO -> ASSIGNED.matcher(file.text()).find();
            case GRAFANA -> SERVERS.matcher(file.text()).find();
            case SPRING -> SPRING_KEY.matcher(file.text()).find();
        };
    }

    /** For the command line. */
    static final class Typed extends Word<ConvertKind> {
        Typed() {
            super(ConvertKind.class);
        }
    }
}
