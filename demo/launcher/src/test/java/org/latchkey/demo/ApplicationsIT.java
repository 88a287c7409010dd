package org.latchkey.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two applications are what they claim to be: written against the servlet API and nothing else. */
class ApplicationsIT {
    private static final Path WARS = Path.of(System.getProperty("demo.target", "target"), "wars");

    @ParameterizedTest
    @ValueSource(strings = {"latchkey-demo-staff.war", "latchkey-demo-portal.war"})
    void an_application_carries_no_library_and_no_container_descriptor(String war) throws IOException {
        try (ZipFile file = new ZipFile(WARS.resolve(war).toFile())) {
            assertThat(file.stream().map(ZipEntry::getName))
                    .contains("WEB-INF/web.xml")
                    .noneMatch(name -> name.startsWith("WEB-INF/lib/"))
                    .doesNotContain("META-INF/context.xml");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"latchkey-demo-staff.war", "latchkey-demo-portal.war"})
    void an_application_names_neither_latchkey_nor_ldap_nor_a_container(String war) throws IOException {
        Map<String, String> classes = classes(war);
        assertThat(classes).isNotEmpty();
        assertThat(classes)
                .allSatisfy((name, bytes) -> assertThat(bytes)
                        .as(name)
                        .doesNotContainIgnoringCase("latchkey")
                        .doesNotContainIgnoringCase("ldap")
                        .doesNotContain("javax/naming")
                        .doesNotContain("org/apache"));
    }

    private static Map<String, String> classes(String war) throws IOException {
        try (ZipFile file = new ZipFile(WARS.resolve(war).toFile())) {
            return file.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .collect(Collectors.toMap(ZipEntry::getName, entry -> text(file, entry)));
        }
    }

    private static String text(ZipFile file, ZipEntry entry) {
        try {
            return new String(file.getInputStream(entry).readAllBytes(), ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
