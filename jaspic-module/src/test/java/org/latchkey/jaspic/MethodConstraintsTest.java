package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.http.HttpServlet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths an application protects by method, from each place where it can say so. */
class MethodConstraintsTest {

    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, ServletRegistration> servlets = new HashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private CountDownLatch asking = new CountDownLatch(0);

    @ParameterizedTest
    @CsvSource({
        "/a/*,/a,true",
        "/a/*,/a/b,true",
        "/a/*,/ab,false",
        "/x,/x,true",
        "/x,/x/y,false",
        "*.do,/q/w.do,true",
        "*.do,/q/w.doc,false",
        "/,/anything,true",
        "/*,/anything,true"
    })
    void a_pattern_with_a_method_matters_where_it_matches(String pattern, String path, boolean matters) {
        files.put("/WEB-INF/web.xml", xml(pattern, "<http-method>POST</http-method>"));

        assertThat(constraints().matterFor(path)).isEqualTo(matters);
    }

    @Test
    void a_method_left_out_matters_too() {
        files.put("/WEB-INF/web.xml", xml("/a", "<http-method-omission>GET</http-method-omission>"));

        assertThat(constraints().matterFor("/a")).isTrue();
    }

    @Test
    void a_constraint_for_every_method_does_not() {
        files.put("/WEB-INF/web.xml", xml("/*", ""));

        assertThat(constraints().matterFor("/a")).isFalse();
    }

    @Test
    void a_library_of_the_application_may_say_so() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            jar.putNextEntry(new ZipEntry("META-INF/web-fragment.xml"));
            jar.write(xml("/lib/*", "<http-method>PUT</http-method>"));
        }
        files.put("/WEB-INF/lib/lib.jar", bytes.toByteArray());

        assertThat(constraints().matterFor("/lib/a")).isTrue();
        assertThat(constraints().matterFor("/a")).isFalse();
    }

    @Test
    void a_servlet_may_say_so() {
        servlets.put("audited", servlet(Audited.class.getName(), "/audited"));
        servlets.put("other", servlet(HttpServlet.class.getName(), "/other"));
        servlets.put("default", servlet("org.example.OfTheContainer", "/"));

        assertThat(constraints().matterFor("/audited")).isTrue();
        assertThat(constraints().matterFor("/other")).isFalse();
    }

    @Test
    void what_cannot_be_read_may_say_anything() {
        files.put("/WEB-INF/web.xml", "<web-app>".getBytes(StandardCharsets.UTF_8));

        assertThat(constraints().matterFor("/a")).isTrue();
    }

    /** Anybody can send many at once when an application has just started, and its archives may be large. */
    @Test
    void an_application_is_read_once_however_many_ask_at_once() throws Exception {
        files.put("/WEB-INF/web.xml", xml("/a", "<http-method>POST</http-method>"));
        ServletContext application = application();
        asking = new CountDownLatch(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Boolean> asks = () -> MethodConstraints.of(application).matterFor("/a");
            for (Future<Boolean> matters : threads.invokeAll(Collections.nCopies(8, asks))) {
                assertThat(matters.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(reads).hasValue(1);
    }

    @ServletSecurity(httpMethodConstraints = @HttpMethodConstraint("POST"))
    private static final class Audited extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }

    private static byte[] xml(String pattern, String methods) {
        return ("<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee'><security-constraint><web-resource-collection>"
                        + "<url-pattern> " + pattern + " </url-pattern>" + methods
                        + "</web-resource-collection></security-constraint></web-app>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ServletRegistration servlet(String name, String mapping) {
        return (ServletRegistration) Proxy.newProxyInstance(
                MethodConstraintsTest.class.getClassLoader(),
                new Class<?>[] {ServletRegistration.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClassName" -> name;
                    case "getMappings" -> Set.of(mapping);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private MethodConstraints constraints() {
        return MethodConstraints.of(application());
    }

    private ServletContext application() {
        Map<String, Object> attributes = new ConcurrentHashMap<>();
        return (ServletContext) Proxy.newProxyInstance(
                MethodConstraintsTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAttribute" -> {
                        Object known = attributes.get(arguments[0]);
                        asking.countDown();
                        asking.await();
                        yield known;
                    }
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getResourceAsStream" ->
                        files.containsKey(arguments[0]) ? new ByteArrayInputStream(files.get(arguments[0])) : null;
                    case "getResourcePaths" -> {
                        reads.incrementAndGet();
                        Set<String> libraries = new java.util.HashSet<>(files.keySet());
                        libraries.remove("/WEB-INF/web.xml");
                        yield libraries;
                    }
                    case "getServletRegistrations" -> servlets;
                    case "getClassLoader" -> MethodConstraintsTest.class.getClassLoader();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
