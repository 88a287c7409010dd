package org.latchkey.it.ee.app;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.io.PrintWriter;
import java.security.Principal;
import java.util.function.Supplier;

/** The caller as {@link SecurityContext} and a bean with {@code @RolesAllowed} see it. */
@RequestScoped
public class EnterpriseView {
    @EJB
    private GuardedBean bean;

    @Inject
    private SecurityContext security;

    /** For the specification. */
    public EnterpriseView() {}

    static EnterpriseView current() {
        return CDI.current().select(EnterpriseView.class).get();
    }

    public void print(PrintWriter out) {
        Principal caller = security.getCallerPrincipal();
        out.println("caller=" + (caller == null ? null : caller.getName()));
        out.println("callerIsDeveloper=" + security.isCallerInRole("developers"));
        out.println("developer=" + called(bean::develop));
        out.println("admin=" + called(bean::administer));
    }

    private static String called(Supplier<String> method) {
        try {
            return method.get();
        } catch (EJBAccessException e) {
            return "refused";
        }
    }
}
