package org.latchkey.jaspic;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request after a login, which says what the one before it said: method, headers, parameters and body. Cookies, the host
 * and all that belongs to the connection are this request's own.
 *
 * <p>Belongs to one request. Not promised: the parts of a multipart body, which only the container takes apart; its bytes are
 * there.
 */
final class RestoredRequest extends RewordedRequest {

    private final SavedRequest saved;
    private @Nullable String encoding;
    private @Nullable Map<String, String[]> parameters;

    RestoredRequest(HttpServletRequest request, SavedRequest saved) {
        super(request);
        this.saved = saved;
        encoding = FormParameters.charset(saved.headers().getOrDefault("content-type", List.of()));
    }

    @Override
    public String getMethod() {
        return saved.method();
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> values = values(name);
        return values == null ? super.getHeader(name) : values.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        List<String> values = values(name);
        return values == null ? super.getHeaders(name) : Collections.enumeration(values);
    }

    private @Nullable List<String> values(String name) {
        return saved.headers().get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : Collections.list(super.getHeaderNames())) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
        names.addAll(saved.headers().keySet());
        return Collections.enumeration(names);
    }

    @Override
    public @Nullable String getContentType() {
        return saved.isSafe() ? super.getContentType() : getHeader("content-type");
    }

    @Override
    public int getContentLength() {
        return saved.isSafe() ? super.getContentLength() : saved.body().length;
    }

    @Override
    public long getContentLengthLong() {
        return saved.isSafe() ? super.getContentLengthLong() : saved.body().length;
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return encoding != null ? encoding : super.getCharacterEncoding();
    }

    @Override
    public void setCharacterEncoding(String name) throws UnsupportedEncodingException {
        super.setCharacterEncoding(name);
        encoding = name;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new SavedBody(saved.body());
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), charset()));
    }

    /** Jakarta Servlet 6.0, 3.12: without a word it is ISO-8859-1. */
    private Charset charset() {
        String name = getCharacterEncoding();
        return name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> read = parameters;
        if (read == null) {
            boolean form = saved.method().equals("POST") && FormParameters.isForm(getContentType());
            read = form ? FormParameters.of(super.getParameterMap(), saved.body(), charset()) : super.getParameterMap();
            parameters = read;
        }
        return read;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = getParameterMap().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Collection<Part> getParts() throws ServletException {
        throw noParts();
    }

    @Override
    public Part getPart(String name) throws ServletException {
        throw noParts();
    }

    private static ServletException noParts() {
        return new ServletException("A multipart body sent before the login is not taken apart; send it again");
    }
}
