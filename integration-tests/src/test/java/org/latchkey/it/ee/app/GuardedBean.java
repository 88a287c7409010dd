package org.latchkey.it.ee.app;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean that asks for roles of its own. */
@Stateless
public class GuardedBean {
    @Resource
    private SessionContext context;

    /** For the specification. */
    public GuardedBean() {}

    @RolesAllowed("developers")
    public String develop() {
        return context.getCallerPrincipal().getName();
    }

    @RolesAllowed("admins")
    public String administer() {
        return context.getCallerPrincipal().getName();
    }
}
