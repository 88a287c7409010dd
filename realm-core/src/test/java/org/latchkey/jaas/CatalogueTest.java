package org.latchkey.jaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.latchkey.config.ConfigKey;
import org.latchkey.config.Door;

/** Holds that no key of the login module's own is read without a test that shows what it does. */
class CatalogueTest {

    private static final List<Class<?>> TESTS =
            List.of(FirstPassTest.class, ModuleOptionsTest.class, PrincipalClassTest.class);

    @Test
    void every_key_of_the_login_module_has_a_test_that_proves_its_effect() {
        TreeSet<String> read = Arrays.stream(ConfigKey.values())
                .filter(key -> key.doors().contains(Door.JAAS) && !key.doors().contains(Door.TOMCAT))
                .map(ConfigKey::key)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(read).hasSizeGreaterThan(5);
        assertThat(proved()).containsExactlyInAnyOrderElementsOf(read);
    }

    private static Stream<String> proved() {
        return TESTS.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map((Method method) -> method.getAnnotation(Proves.class))
                .filter(Objects::nonNull)
                .flatMap(proves -> Arrays.stream(proves.value()));
    }
}
