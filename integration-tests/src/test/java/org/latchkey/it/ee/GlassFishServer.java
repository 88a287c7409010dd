package org.latchkey.it.ee;

/** Eclipse GlassFish 7. */
final class GlassFishServer extends DomainServer {
    @Override
    public String title() {
        return "GlassFish " + version();
    }

    @Override
    protected String qualifier() {
        return "glassfish";
    }

    @Override
    protected String folder() {
        return "glassfish7";
    }

    @Override
    protected DomainXml adapted(DomainXml xml) {
        return xml.replace(
                "value=\"default\" name=\"adminConsoleStartup\"", "value=\"never\" name=\"adminConsoleStartup\"");
    }
}
