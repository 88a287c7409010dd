package org.latchkey.it.ee;

/** Finds the container this run of the suite is for, by the system property {@code latchkey.server}. */
final class Servers {
    private Servers() {}

    static ApplicationServer underTest() {
        String name = System.getProperty("latchkey.server", "tomcat");
        return switch (name) {
            case "tomcat" -> new TomcatServer();
            case "wildfly" -> new WildFlyServer();
            case "jetty" -> new JettyServer();
            case "glassfish" -> new GlassFishServer();
            case "payara" -> new PayaraServer();
            case "liberty" -> new LibertyServer(false);
            case "liberty-bell" -> new LibertyServer(true);
            default -> throw new IllegalStateException("latchkey.server=" + name + " is not known here");
        };
    }
}
