package org.latchkey.internal.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.latchkey.auth.Dn;
import org.latchkey.config.ConfigReader;
import org.latchkey.config.Door;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.User;

/** Which of an entry's attributes applications get to see. */
class PrincipalAttributesTest {

    private static final byte[] PHOTO = {(byte) 0xff, (byte) 0xd8, 0};

    private final Map<String, List<?>> entry = new LinkedHashMap<>(Map.of("uid", List.of("alice")));
    private final List<String> warnings = new ArrayList<>();

    private PrincipalAttributes rules(String userAttributes, String... more) throws Exception {
        Map<String, String> keys = new TreeMap<>(Map.of("userLoginAttribute", "uid", "userAttributes", userAttributes));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        return new PrincipalAttributes(
                ConfigReader.read(Door.TOMCAT, keys).realm().user(), List.of("pwdReset"), warnings::add);
    }

    private Map<String, Object> shown(PrincipalAttributes rules) throws Exception {
        User user = User.read("alice", "alice", new DirectoryEntry(Dn.parse("uid=alice,dc=x"), entry));
        Map<String, Object> all = new LinkedHashMap<>(
                rules.principal("alice", user, List.of(), Set.of(), Map.of()).attributes());
        all.keySet().removeAll(Set.of("ldap.dn", "ldap.username", "ldap.groups", "ldap.groupDns"));
        return all;
    }

    @Test
    void aliases_alternatives_letters_and_defaults_follow_the_rules() throws Exception {
        entry.put("CN", List.of("Alice", "Al"));
        entry.put("mail", List.of("A@X"));
        assertThat(shown(rules("firstName=givenName|cn, email=mail:lower, m=x|{name}@corp.example, n=x")))
                .isEqualTo(Map.of(
                        "firstName", List.of("Alice", "Al"),
                        "email", List.of("a@x"),
                        "m", List.of("alice@corp.example")));
    }

    @Test
    void every_attribute_stands_for_text_and_bytes_are_asked_for_by_name() throws Exception {
        entry.put("jpegPhoto", List.of(PHOTO));
        entry.put("userCertificate;binary", List.of(PHOTO));
        entry.put("cn;lang-de", List.of("Alicia"));
        entry.put("pwdReset", List.of("FALSE"));
        assertThat(shown(rules("*, +"))).containsOnlyKeys("uid", "cn;lang-de");
        assertThat(shown(rules("*, pwdReset, picture=jpegPhoto")))
                .containsOnlyKeys("uid", "cn;lang-de", "pwdReset", "picture")
                .hasEntrySatisfying(
                        "picture",
                        value -> assertThat((List<?>) value).singleElement().isEqualTo(PHOTO));
    }

    @Test
    void an_option_makes_another_attribute_but_the_way_to_send_bytes_does_not() throws Exception {
        entry.put("userCertificate;binary", List.of(PHOTO));
        entry.put("cACertificate", List.of(PHOTO));
        entry.put("cn;lang-de", List.of("Alicia"));
        assertThat(shown(rules(
                        "cn, german=cn;lang-de, a=userCertificate, b=userCertificate;Binary, c=cACertificate;binary")))
                .containsOnlyKeys("german", "a", "b", "c");
    }

    @Test
    void no_attribute_that_holds_passwords_gets_in_by_any_name() throws Exception {
        entry.put("userPassword", List.of(new byte[] {'x'}));
        entry.put("USERPASSWORD;x-old", List.of("x"));
        entry.put("unicodePwd", List.of("x"));
        entry.put("2.5.4.35", List.of("x"));
        entry.put("sambaNTPassword", List.of("x"));
        entry.put("own;x-a", List.of("x"));
        entry.put("Own", List.of("x"));
        assertThat(shown(rules("*, +", "userPassword", "own"))).containsOnlyKeys("uid");
    }

    @Test
    void what_is_too_large_is_left_out_whole_and_told_once() throws Exception {
        entry.put("many", Collections.nCopies(AttributeRoom.MOST_VALUES + 1, "x"));
        entry.put("enough", Collections.nCopies(AttributeRoom.MOST_VALUES, "x"));
        entry.put("jpegPhoto", List.of(new byte[AttributeRoom.LARGEST_ATTRIBUTE + 1]));
        entry.put("small", List.of(new byte[AttributeRoom.LARGEST_ATTRIBUTE]));
        PrincipalAttributes rules = rules("many, enough, photo=jpegPhoto, small, photo2=jpegPhoto|cn|{name}");
        for (int i = 0; i < 3; i++) {
            assertThat(shown(rules)).containsOnlyKeys("enough", "small");
        }
        assertThat(warnings)
                .hasSize(3)
                .allSatisfy(warning -> assertThat(warning).contains("uid=alice,dc=x", "left out"));
        assertThat(warnings.get(0)).contains("'many'", "1001 values, and 1000 are the most");
        assertThat(warnings.get(1)).contains("'photo'", "262145 bytes, and 262144 are the most");
    }

    @Test
    void a_giant_entry_fills_a_session_no_further_than_its_room() throws Exception {
        for (int i = 0; i < 10; i++) {
            entry.put("a" + i, List.of("x".repeat(AttributeRoom.LARGEST_ATTRIBUTE)));
        }
        entry.put("last", List.of("x"));
        Map<String, Object> shown = shown(rules("last, *"));
        assertThat(shown).hasSize(5).containsKeys("last", "uid", "a0", "a2").doesNotContainKey("a3");
        assertThat(warnings)
                .hasSize(7)
                .allSatisfy(warning -> assertThat(warning).contains("all together"));
    }

    @Test
    void the_stable_id_is_text_whatever_it_is_stored_as() throws Exception {
        entry.put("objectGUID", List.of(new byte[16]));
        assertThat(shown(rules("cn", "userIdAttribute", "objectGUID")))
                .isEqualTo(Map.of("ldap.id", "00000000-0000-0000-0000-000000000000"));
    }
}
