package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** The half of {@link UserAttributesValve} that stands where it is known who is logged in. Safe for use by many threads. */
final class AfterLoginValve extends ValveBase {

    private final ShownAttributes shown;

    /**
     * Makes a valve that is in no pipeline yet.
     *
     * @param shown what applications see
     */
    AfterLoginValve(ShownAttributes shown) {
        super(true);
        this.shown = shown;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        shown.giveTo(request);
        getNext().invoke(request, response);
    }
}
