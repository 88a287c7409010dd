package org.latchkey.it.parity;

import java.security.Principal;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/** As much of a request as a realm looks at when it decides about a page. */
final class PageRequest extends Request {
    private final Context context;
    private final Principal principal;

    PageRequest(Context context, Principal principal) {
        super(new Connector());
        this.context = context;
        this.principal = principal;
    }

    @Override
    public Context getContext() {
        return context;
    }

    @Override
    public Principal getPrincipal() {
        return principal;
    }

    @Override
    public @Nullable Wrapper getWrapper() {
        return null;
    }
}
