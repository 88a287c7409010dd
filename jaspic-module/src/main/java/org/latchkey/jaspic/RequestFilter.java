package org.latchkey.jaspic;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.EnumSet;

/**
 * Gives an application the request that it is to see, where its container would give it the one that came: Jetty 12.1 does, and
 * does not ask a module about open pages. Safe for use by many threads.
 */
final class RequestFilter implements Filter {

    private static final String NAME = "org.latchkey.jaspic.RequestFilter";

    private final OpenDoor door;

    private RequestFilter(OpenDoor door) {
        this.door = door;
    }

    /** Puts one before all filters that the application's descriptor names. */
    static void add(ServletContext application, OpenDoor door) throws ServletException {
        FilterRegistration.Dynamic filter = application.addFilter(NAME, new RequestFilter(door));
        if (filter == null) {
            throw new ServletException("The application has a filter " + NAME + " of its own");
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
        door.filtered();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                request instanceof HttpServletRequest http && !(http instanceof ApplicationRequest)
                        ? door.view().shown(http)
                        : request,
                response);
    }
}
