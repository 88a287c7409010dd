package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreFileTest {

    private static void start(String... files) throws ServletException {
        ServletContext application = Fake.of(ServletContext.class, (method, arguments) -> {
            if (method.equals("getResourceAsStream")) {
                return List.of(files).contains(arguments[0]) ? InputStream.nullInputStream() : null;
            }
            throw new AssertionError(method);
        });
        new InWarRegistration().onStartup(Set.of(), application);
    }

    @Test
    void alone_among_the_classes_it_is_left_to_cdi() throws ServletException {
        start("/WEB-INF/classes/latchkey-identity-store.properties");
    }

    @Test
    void where_nobody_would_see_it_the_deployment_fails() {
        assertThatThrownBy(() -> start("/WEB-INF/latchkey-identity-store.properties"))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("must be /WEB-INF/classes/latchkey-identity-store.properties");
    }

    @Test
    void beside_the_file_of_the_module_the_deployment_fails() {
        assertThatThrownBy(() ->
                        start("/WEB-INF/latchkey.properties", "/WEB-INF/classes/latchkey-identity-store.properties"))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining(
                        "/WEB-INF/latchkey.properties and /WEB-INF/classes/latchkey-identity-store.properties")
                .hasMessageContaining("only one");
    }
}
