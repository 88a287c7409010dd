package org.latchkey.jaspic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;

/** Holds that no key is read without a test that shows what it does; those of all doors are the realm's to show. */
class CatalogueTest {

    /** Answers to a browser, which each door gives itself. */
    private static final Set<String> APPLIED_BY_EACH = Set.of("passwordChangeUrl", "requireSecureTransport");

    @Test
    void every_key_of_this_doors_own_has_a_test_that_proves_its_effect() throws Exception {
        Set<String> read = Arrays.stream(ConfigKey.values())
                .filter(key ->
                        key.doors().contains(Door.JASPIC) && !key.doors().containsAll(Set.of(Door.TOMCAT, Door.JAAS)))
                .map(ConfigKey::key)
                .collect(Collectors.toCollection(TreeSet::new));
        read.addAll(APPLIED_BY_EACH);
        assertThat(read).hasSizeGreaterThan(6);
        assertThat(proved()).containsExactlyElementsOf(read);
    }

    private static Set<String> proved() throws Exception {
        Set<String> proved = new TreeSet<>();
        for (Method test : tests()) {
            Proves proves = test.getAnnotation(Proves.class);
            if (proves != null) {
                assertThat(test.isAnnotationPresent(Test.class))
                        .as("%s is a test", test)
                        .isTrue();
                proved.addAll(List.of(proves.value()));
            }
        }
        return proved;
    }

    private static List<Method> tests() throws IOException, URISyntaxException, ClassNotFoundException {
        Path folder = Path.of(
                        CatalogueTest.class.getResource("CatalogueTest.class").toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .flatMap(CatalogueTest::methodsOf)
                    .toList();
        }
    }

    private static Stream<Method> methodsOf(String simpleName) {
        try {
            String name = CatalogueTest.class.getPackageName() + "." + simpleName;
            return Arrays.stream(Class.forName(name).getDeclaredMethods());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
