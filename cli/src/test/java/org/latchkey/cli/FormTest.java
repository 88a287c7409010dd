package org.latchkey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.URIParameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.latchkey.config.ConfigKey;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is written in each form is what its reader gets, whatever directories and administrators call things. */
class FormTest {

    static final List<Form> FORMS =
            List.of(new ServerXmlForm(), new PropertiesForm(), new JaasForm(), new JaspicForm(), new WildFlyForm());

    private static final String REFERENCE = "${file:/run/secrets/ldap reader}";

    /** As they come from directories and from {@code --set}. */
    private static final List<String> HOSTILE = List.of(
            "(&(uid={0})(!(cn=<x>))(ou=a|b))",
            "ou=R&D \"the\" 'best' --> <!-- ]]>,dc=x",
            "ou=left\\right\\2c\\0a,dc=x",
            " lead and trail ",
            "line one\nline two\r\ttab",
            "*/ // # ! ; }; }}]) = : , {0}",
            "Jürgen Groß 山本 \uD83D\uDD11",
            "back\\",
            "$x $$ 100%",
            "",
            "a=\"b\",c=\"d\"");

    @TempDir
    private Path folder;

    private static List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("connectionPassword", REFERENCE, "where the password is"));
        for (int i = 0; i < HOSTILE.size(); i++) {
            settings.add(new Setting(
                    i == 0 ? "userSearch" : "userBase." + (i + 1), HOSTILE.get(i), "why --> " + HOSTILE.get(i)));
        }
        return settings;
    }

    private static List<String> about() {
        return List.of("for a server --> */ \"called\" <x> & --", HOSTILE.get(4));
    }

    private static Map<String, String> held(Form form) {
        Map<String, String> keys = new LinkedHashMap<>();
        settings().stream().filter(form::holds).forEach(setting -> keys.put(setting.key(), setting.value()));
        return keys;
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void what_is_written_is_read(Form form) {
        String text = form.write(about(), settings());
        assertThat(form.read(text)).as(text).isEqualTo(held(form));
        assertThat(held(form)).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void what_a_form_cannot_hold_is_told_as_lines_of_the_file_beside_it(Form form) throws Exception {
        String text = form.write(about(), settings());
        for (Setting setting : settings()) {
            if (!form.holds(setting)) {
                String line = text.lines()
                        .filter(one -> one.contains("    " + setting.key() + "="))
                        .findFirst()
                        .orElseThrow();
                Properties properties = new Properties();
                properties.load(new StringReader(line.substring(line.indexOf(setting.key()))));
                assertThat(properties.getProperty(setting.key())).isEqualTo(setting.value());
            }
        }
    }

    @Test
    void tomcats_files_are_well_formed_for_any_parser() throws Exception {
        for (Form form : List.of(new ServerXmlForm(), new JaspicForm())) {
            Path file = Files.writeString(folder.resolve("file.xml"), form.write(about(), settings()));
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            Element root = document.getDocumentElement();
            assertThat(root.getTagName()).isIn("Realm", "jaspic-providers");
        }
    }

    @Test
    void an_ampersand_in_a_filter_is_written_as_tomcat_wants_it() {
        assertThat(new ServerXmlForm().write(List.of(), List.of(new Setting("userSearch", "(&(a={0})(b=c))", "x"))))
                .contains("userSearch=\"(&amp;(a={0})(b=c))\"");
    }

    @Test
    void a_properties_file_is_what_java_reads() throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(new PropertiesForm().write(about(), settings())));
        assertThat(properties).isEqualTo(held(new PropertiesForm()));
    }

    @Test
    void a_jaas_entry_is_what_the_jdk_reads() throws Exception {
        Path file = Files.writeString(folder.resolve("login.config"), new JaasForm().write(about(), settings()));
        AppConfigurationEntry[] entries = Configuration.getInstance("JavaLoginConfig", new URIParameter(file.toUri()))
                .getAppConfigurationEntry("corp");
        assertThat(entries).hasSize(1);
        assertThat(entries[0].getLoginModuleName()).isEqualTo("org.latchkey.jaas.LdapLoginModule");
        Map<String, Object> options = new LinkedHashMap<>(entries[0].getOptions());
        assertThat(options)
                .containsEntry("configFile", Beside.FILE)
                .doesNotContainKey("connectionPassword")
                .containsEntry("userBase.2", HOSTILE.get(1));
    }

    @Test
    void commands_for_wildfly_need_no_escape_and_are_a_line_each() {
        String text = new WildFlyForm().write(about(), settings());
        List<String> commands =
                text.lines().filter(line -> !line.startsWith("# ")).toList();
        assertThat(commands).hasSize(3);
        assertThat(commands.get(1))
                .contains("options={configFile=\"" + Beside.FILE + "\",userSearch=\"(&(uid={0})")
                .doesNotContain("\\", "${");
        assertThat(text).contains("#     connectionPassword=" + REFERENCE);
    }

    @Test
    void a_configuration_without_secrets_needs_no_file_beside_it() {
        for (Form form : FORMS) {
            String text = form.write(List.of(), List.of(new Setting("userBase", "ou=people", "x")));
            assertThat(text).doesNotContain(ConfigKey.CONFIG_FILE.key());
        }
    }

    @Test
    void what_xml_cannot_hold_is_refused() {
        Stream.of("\u0001", "\uFFFE", "\uD800")
                .forEach(value -> assertThatThrownBy(() -> XmlText.attribute(value))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("--format properties"));
    }
}
