package org.latchkey.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.beans.Introspector;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.URIParameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.catalina.realm.JNDIRealm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latchkey.it.cli.Shell;
import org.latchkey.it.cli.Shell.Ran;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.fixture.Person;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.jaas.RolePrincipal;
import org.w3c.dom.NamedNodeMap;
import org.xml.sax.InputSource;

/** What {@code latchkey convert} makes of a configuration lets the same people in, with the same roles. */
class ConvertedIT {
    @RegisterExtension
    static final ExecutionCondition SLAPD = context -> OpenLdap.prerequisite().condition();

    private static final Set<Server> SERVERS = Set.of(Server.OPEN, Server.CLOSED);

    @TempDir
    private Path folder;

    /** What a converted configuration said and did. */
    private record Converted(int code, String out, String err) {}

    @AfterAll
    static void stop() {
        SERVERS.forEach(Server::stop);
    }

    /** One of each kind: templates, searches, roles from everywhere, nesting, stored passwords, a base in the URL. */
    static Stream<Configuration> configurations() {
        return Stream.of(
                        "pattern, service account",
                        "pattern, memberUid",
                        "two patterns, as an OR filter",
                        "two tenants",
                        "search by uid or mail",
                        "search, one apostrophe",
                        "search, role search, forceDnHexEscape",
                        "search, role base from the DN",
                        "search, service account, role search, common role",
                        "search, roles of all kinds",
                        "search, posix groups",
                        "nested",
                        "stored password, plain",
                        "stored password, SHA-1",
                        "URL with a base, nested",
                        "attributes that change no answer",
                        "user search meets a referral, follow",
                        "role search meets a referral, adCompat",
                        "sizeLimit 2 and timeLimit",
                        "allRolesMode authOnly",
                        "mistake: useStartTls yes",
                        "mistake: protocol TLS",
                        "mistake: no such attribute")
                .map(Configurations::named);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void a_converted_jndi_realm_answers_as_the_old_one(Configuration old) throws Exception {
        assertThat(SERVERS).contains(old.server());
        Map<String, String> attributes =
                new LinkedHashMap<>(attributes(convert("server.xml", realm(old), "jndirealm")));
        attributes.replaceAll((key, value) -> value.replace("/run/secrets/ldap-reader", secret()));
        List<Row> rows = Users.rows().stream()
                .filter(row -> row.configuration().equals(old))
                .toList();
        assertThat(rows).isNotEmpty();
        try (StartedRealm ours =
                        StartedRealm.ours(new Configuration(old.name(), old.server(), attributes, old.algorithm()));
                StartedRealm jndiRealm = StartedRealm.jndi(old)) {
            rows.forEach(row -> sameAnswer(row, ours, jndiRealm));
        }
    }

    /** Where they differ on purpose, ours is the answer that is right; a mistake that we mend may let people in. */
    private static void sameAnswer(Row row, StartedRealm ours, StartedRealm jndiRealm) {
        Outcome theirs = jndiRealm.attempt(row.attempt());
        boolean differs =
                Differences.of(row).isPresent() && !row.configuration().name().startsWith("mistake");
        assertThat(ours.attempt(row.attempt())).as(row.id()).isEqualTo(differs ? row.right() : theirs);
    }

    static Stream<String> settersOfJndiRealm() {
        return Stream.of(JNDIRealm.class.getMethods())
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .filter(method -> Set.<Class<?>>of(String.class, boolean.class, int.class, long.class)
                        .contains(method.getParameterTypes()[0]))
                .map(method -> Introspector.decapitalize(method.getName().substring("set".length())))
                .filter(name -> !name.equals("domain"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("settersOfJndiRealm")
    void every_attribute_that_tomcats_realm_has_is_known(String name) throws Exception {
        Converted converted = convert(
                "server.xml",
                "<Realm className=\"org.apache.catalina.realm.JNDIRealm\" " + name + "=\"x\"/>",
                "jndirealm");
        assertThat(converted.err()).doesNotContain("JNDIRealm has no such attribute");
    }

    @Test
    void a_converted_file_of_jettys_lets_in_whom_jetty_would_with_the_roles_that_it_would_find() throws Exception {
        OpenLdap slapd = Server.CLOSED.slapd();
        Converted converted = convert(
                "login.conf",
                """
                portal {
                  org.eclipse.jetty.security.jaas.spi.LdapLoginModule required
                    debug="true" contextFactory="com.sun.jndi.ldap.LdapCtxFactory"
                    hostname="127.0.0.1" port="%d" bindDn="%s" bindPassword="%s" authenticationMethod="simple"
                    forceBindingLogin="true" userBaseDn="%s" userRdnAttribute="uid" userIdAttribute="uid"
                    userObjectClass="inetOrgPerson" roleBaseDn="%s" roleNameAttribute="cn"
                    roleMemberAttribute="member" roleObjectClass="groupOfNames";
                };
                """.formatted(slapd.port(), Fixture.READER_DN, Fixture.READER_PASSWORD, Fixture.PEOPLE, Fixture.GROUPS),
                "jetty");
        assertThat(converted.code()).as(converted.err()).isZero();
        javax.security.auth.login.Configuration jaas = jaas(converted.out());
        try (LDAPConnection directory =
                new LDAPConnection("127.0.0.1", slapd.port(), Fixture.READER_DN, Fixture.READER_PASSWORD)) {
            for (String uid : List.of("alice", "bob", "carol", "dave", "erin", "sam", "rupert", "sybil")) {
                Person person = Fixture.person(uid);
                assertThat(roles(jaas, uid, person.password())).as(uid).isEqualTo(jettys(slapd, directory, person));
                assertThat(roles(jaas, uid, "wrong-c4nary")).as(uid).isEmpty();
            }
        }
    }

    /** As Jetty's module searches: the entry by its class and attribute, a bind, the groups by their class and member. */
    private static Optional<Set<String>> jettys(OpenLdap slapd, LDAPConnection directory, Person person)
            throws LDAPException {
        List<SearchResultEntry> found =
                search(directory, Fixture.PEOPLE, Map.of("objectClass", "inetOrgPerson", "uid", person.uid()));
        if (found.size() != 1 || !binds(slapd, found.get(0).getDN(), person.password())) {
            return Optional.empty();
        }
        Set<String> roles = new TreeSet<>();
        for (SearchResultEntry group : search(
                directory,
                Fixture.GROUPS,
                Map.of("objectClass", "groupOfNames", "member", found.get(0).getDN()))) {
            List<String> names = List.of(group.getAttributeValues("cn"));
            roles.add(
                    names.size() == 1
                            ? names.get(0)
                            : new DN(group.getDN()).getRDN().getAttributeValues()[0]);
        }
        return Optional.of(roles);
    }

    /** As the JDK does it: below the base, and with aliases. */
    private static List<SearchResultEntry> search(LDAPConnection directory, String base, Map<String, String> all)
            throws LDAPException {
        SearchRequest request = new SearchRequest(
                base,
                SearchScope.SUB,
                Filter.createANDFilter(all.entrySet().stream()
                        .map(one -> Filter.createEqualityFilter(one.getKey(), one.getValue()))
                        .toList()));
        request.setDerefPolicy(DereferencePolicy.ALWAYS);
        return directory.search(request).getSearchEntries();
    }

    private static boolean binds(OpenLdap slapd, String dn, String password) {
        try (LDAPConnection own = new LDAPConnection("127.0.0.1", slapd.port(), dn, password)) {
            return own.isConnected();
        } catch (LDAPException e) {
            return false;
        }
    }

    private javax.security.auth.login.Configuration jaas(String converted) throws Exception {
        Path shared = Files.writeString(
                folder.resolve("latchkey.properties"), "connectionPassword=${file:" + secret() + "}\n");
        Path file = Files.writeString(
                folder.resolve("converted.conf"),
                converted.replace("/etc/latchkey/latchkey.properties", shared.toString()));
        return javax.security.auth.login.Configuration.getInstance("JavaLoginConfig", new URIParameter(file.toUri()));
    }

    private static Optional<Set<String>> roles(
            javax.security.auth.login.Configuration jaas, String name, String password) {
        Subject subject = new Subject();
        CallbackHandler handler = callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback asked) {
                    asked.setName(name);
                } else if (callback instanceof PasswordCallback asked) {
                    asked.setPassword(password.toCharArray());
                }
            }
        };
        try {
            new LoginContext("corp", subject, handler, jaas).login();
        } catch (LoginException e) {
            return Optional.empty();
        }
        return Optional.of(subject.getPrincipals(RolePrincipal.class).stream()
                .map(RolePrincipal::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private Converted convert(String name, String text, String kind) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        Ran ran = Shell.command("", "convert", "--from", kind, file.toString());
        assertThat(ran.out() + ran.err()).doesNotContain(Fixture.READER_PASSWORD);
        return new Converted(ran.code(), ran.out(), ran.err());
    }

    private String secret() {
        try {
            return Files.writeString(folder.resolve("ldap-reader"), Fixture.READER_PASSWORD)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String realm(Configuration old) {
        return old.resolved().entrySet().stream()
                .map(key -> " " + key.getKey() + "=\""
                        + key.getValue()
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace("\"", "&quot;") + "\"")
                .collect(Collectors.joining("", "<Realm className=\"org.apache.catalina.realm.JNDIRealm\"", "/>"));
    }

    private static Map<String, String> attributes(Converted converted) throws Exception {
        assertThat(converted.code()).as(converted.err()).isZero();
        NamedNodeMap all = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(converted.out())))
                .getDocumentElement()
                .getAttributes();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < all.getLength(); i++) {
            attributes.put(all.item(i).getNodeName(), all.item(i).getNodeValue());
        }
        assertThat(attributes.remove("className")).isEqualTo("org.latchkey.tomcat.LdapRealm");
        return attributes;
    }
}
