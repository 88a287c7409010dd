package org.latchkey.cli;

import java.util.function.Supplier;

/** The forms in which a configuration can be written, as {@code --format} names them. */
enum FormName {
    SERVER_XML("server-xml", ServerXmlForm::new, true),
    PROPERTIES("properties", PropertiesForm::new, false),
    JAAS("jaas", JaasForm::new, false),
    JASPIC_PROVIDERS("jaspic-providers", JaspicForm::new, true),
    WILDFLY_CLI("wildfly-cli", WildFlyForm::new, false);

    private final String text;
    private final Supplier<Form> form;
    private final boolean filledByTomcat;

    FormName(String text, Supplier<Form> form, boolean filledByTomcat) {
        this.text = text;
        this.form = form;
        this.filledByTomcat = filledByTomcat;
    }

    Form form() {
        return form.get();
    }

    /** Whether it is read by Tomcat, which fills its own <code>${name}</code> in. */
    boolean filledByTomcat() {
        return filledByTomcat;
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return text;
    }

    /** For the command line. */
    static final class Typed extends Word<FormName> {
        Typed() {
            super(FormName.class);
        }
    }
}
