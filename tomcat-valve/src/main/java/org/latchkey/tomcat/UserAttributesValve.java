package org.latchkey.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.ConfigException;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.ConfigValues;

/**
 * Shows attributes of the user who is logged in to an application that knows no principal of ours: as attributes of the
 * request, each with its first value, and as headers of it, a line for each value, in UTF-8 and without control characters.
 * Bytes, such as a picture, are never in a header.
 *
 * <p>Takes headers of these names, in every spelling, and attributes of these names out of every request first, whoever sent
 * them. Belongs into a {@code <Context>}, where it stands before the authenticator and leaves another valve behind it. Safe for
 * use by many threads once started.
 *
 * <p>Not promised: a user who logs in while a request is served, by {@code HttpServletRequest.login}, is seen from the next
 * request on.
 */
public final class UserAttributesValve extends ConfiguredValve {

    private static final Set<ConfigKey> KEYS = EnumSet.of(ConfigKey.REQUEST_ATTRIBUTES, ConfigKey.REQUEST_HEADERS);

    private volatile @Nullable ShownAttributes shown;
    private @Nullable ValvePlace afterLogin;

    /** Makes a valve without configuration; Tomcat's digester and embedding programs set the attributes. */
    public UserAttributesValve() {}

    @Override
    protected void startInternal() throws LifecycleException {
        if (!(getContainer() instanceof Context)) {
            throw cannotStart("it must stand in a Context, behind whose authenticator somebody is logged in", null);
        }
        ShownAttributes configured = configured();
        afterLogin = ValvePlace.last(getContainer(), new AfterLoginValve(configured));
        shown = configured;
        super.startInternal();
    }

    private ShownAttributes configured() throws LifecycleException {
        try {
            ConfigValues values = configured(KEYS);
            Map<String, String> attributes =
                    values.attributes(ConfigKey.REQUEST_ATTRIBUTES).byName();
            Map<String, String> headers =
                    values.attributes(ConfigKey.REQUEST_HEADERS).byName();
            if (attributes.isEmpty() && headers.isEmpty()) {
                throw cannotStart("requestAttributes or requestHeaders must be set: there is nothing to show", null);
            }
            return new ShownAttributes(attributes, headers);
        } catch (ConfigException e) {
            throw cannotStart(String.join("; ", e.problems()), e);
        }
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        ValvePlace behind = afterLogin;
        afterLogin = null;
        shown = null;
        if (behind != null) {
            behind.clear();
        }
        super.stopInternal();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        ShownAttributes now = shown;
        if (now != null) {
            now.takeFrom(request);
        }
        getNext().invoke(request, response);
    }
}
