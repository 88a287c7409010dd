package org.latchkey.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fence between the packages; looks at what is in the jar that administrators get. */
class ArchitectureIT {

    private static final JavaClasses OURS = new ClassFileImporter()
            .importPackages("org.latchkey")
            .that(DescribedPredicate.describe(
                    "are the product's own",
                    c -> !c.getPackageName().startsWith("org.latchkey.it")
                            && !c.getPackageName().startsWith("org.latchkey.shaded")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.latchkey",
                "org.latchkey.auth",
                "org.latchkey.config",
                "org.latchkey.spi",
                "org.latchkey.proxy",
                "org.latchkey.jaas",
                "org.latchkey.tomcat",
                "org.latchkey.jaspic",
                "org.latchkey.cli",
                "org.latchkey.inspect",
                "org.latchkey.internal.inspect",
                "org.latchkey.internal.login",
                "org.latchkey.internal.user",
                "org.latchkey.internal.credential",
                "org.latchkey.internal.group",
                "org.latchkey.internal.role",
                "org.latchkey.internal.admission",
                "org.latchkey.internal.guard",
                "org.latchkey.internal.certificate",
                "org.latchkey.internal.connection",
                "org.latchkey.internal.jndi"
            })
    void every_room_is_seen_so_that_no_rule_holds_for_want_of_classes(String room) {
        assertThat(OURS.stream().filter(c -> c.getPackageName().equals(room))).isNotEmpty();
    }

    @Test
    void the_vocabulary_knows_the_jdk_and_nothing_of_ours() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.auth")
                .should()
                .dependOnClassesThat(ours("org.latchkey.auth")));
    }

    @Test
    void extension_points_know_the_vocabulary_alone() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.spi")
                .should()
                .dependOnClassesThat(ours("org.latchkey.spi", "org.latchkey.auth")));
    }

    @Test
    void configuration_knows_the_vocabulary_and_what_a_site_may_implement() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.config")
                .should()
                .dependOnClassesThat(ours("org.latchkey.config", "org.latchkey.auth", "org.latchkey.spi")));
    }

    @Test
    void what_was_seen_from_outside_knows_the_vocabulary_and_the_configuration_alone() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.inspect")
                .should()
                .dependOnClassesThat(ours("org.latchkey.inspect", "org.latchkey.auth", "org.latchkey.config")));
    }

    @Test
    void a_look_from_outside_knows_besides_what_was_seen_and_connections() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.internal.inspect")
                .should()
                .dependOnClassesThat(ours(
                        "org.latchkey.internal.inspect",
                        "org.latchkey.inspect",
                        "org.latchkey.internal.connection",
                        "org.latchkey.auth",
                        "org.latchkey.config",
                        "org.latchkey.spi")));
    }

    @Test
    void the_command_line_knows_the_front_door_the_vocabulary_the_configuration_and_what_was_seen_alone() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.cli")
                .should()
                .dependOnClassesThat(ours(
                        "org.latchkey.cli",
                        "org.latchkey",
                        "org.latchkey.inspect",
                        "org.latchkey.auth",
                        "org.latchkey.config")));
    }

    @Test
    void nobody_but_the_command_line_knows_how_it_is_read() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.latchkey.cli")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.latchkey.cli", "picocli..", "org.latchkey.shaded.picocli.."));
    }

    @Test
    void what_a_proxy_says_knows_the_vocabulary_and_the_configuration_alone() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.proxy")
                .should()
                .dependOnClassesThat(ours("org.latchkey.proxy", "org.latchkey.auth", "org.latchkey.config")));
    }

    @Test
    void nobody_but_the_doors_that_http_comes_by_knows_what_a_proxy_says() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.latchkey.proxy", "org.latchkey.tomcat", "org.latchkey.jaspic")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.latchkey.proxy"));
    }

    @Test
    void the_story_of_a_login_knows_the_vocabulary_and_the_extension_points_alone() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.internal.login")
                .should()
                .dependOnClassesThat(ours("org.latchkey.internal.login", "org.latchkey.auth", "org.latchkey.spi")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "group", "role", "admission", "guard", "certificate", "connection"})
    void the_rooms_inside_do_not_know_each_other(String room) {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.internal." + room)
                .should()
                .dependOnClassesThat(ours(
                        "org.latchkey.internal." + room,
                        "org.latchkey.auth",
                        "org.latchkey.config",
                        "org.latchkey.spi")));
    }

    @Test
    void credentials_know_besides_the_port_they_serve_and_the_connections_they_bind_on() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.internal.credential")
                .should()
                .dependOnClassesThat(ours(
                        "org.latchkey.internal.credential",
                        "org.latchkey.internal.login",
                        "org.latchkey.internal.connection",
                        "org.latchkey.auth",
                        "org.latchkey.config",
                        "org.latchkey.spi")));
    }

    @Test
    void jndi_knows_besides_the_connection_port_it_implements() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.internal.jndi")
                .should()
                .dependOnClassesThat(ours(
                        "org.latchkey.internal.jndi",
                        "org.latchkey.internal.connection",
                        "org.latchkey.auth",
                        "org.latchkey.config",
                        "org.latchkey.spi")));
    }

    @Test
    void only_the_jndi_room_and_the_dn_know_jndi() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.latchkey.internal.jndi")
                .and()
                .doNotHaveFullyQualifiedName("org.latchkey.auth.Dn")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.naming..", "com.sun.jndi.."));
    }

    @Test
    void nobody_below_knows_the_composition_root() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "org.latchkey.auth", "org.latchkey.config", "org.latchkey.spi", "org.latchkey.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.latchkey"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomcat", "jaspic", "jaas"})
    void a_door_knows_the_front_door_the_vocabulary_the_configuration_what_was_seen_and_what_a_proxy_says_alone(
            String door) {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey." + door)
                .should()
                .dependOnClassesThat(ours(
                        "org.latchkey." + door,
                        "org.latchkey",
                        "org.latchkey.auth",
                        "org.latchkey.config",
                        "org.latchkey.inspect",
                        "org.latchkey.proxy")));
    }

    @Test
    void nobody_knows_the_jaas_door() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.latchkey.jaas")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.latchkey.jaas"));
    }

    @Test
    void the_engine_knows_no_container() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.latchkey.tomcat", "org.latchkey.jaspic")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.catalina..", "org.apache.tomcat..", "org.apache.juli..", "jakarta.."));
    }

    @Test
    void the_jaspic_door_knows_each_container_by_one_class() {
        check(noClasses()
                .that()
                .resideInAPackage("org.latchkey.jaspic")
                .and()
                .doNotHaveSimpleName("TomcatCaller")
                .and()
                .doNotHaveSimpleName("LibertyProviderService")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..", "com.ibm.."));
    }

    /** A server without CDI or without Jakarta Security must never need them: it meets these classes in no other. */
    @Test
    void only_the_identity_store_knows_jakarta_security_and_cdi() {
        String[] theirs = {"IdentityStoreExtension", "LdapIdentityStore"};
        check(noClasses()
                .that(DescribedPredicate.describe(
                        "are not the identity store",
                        c -> !c.getPackageName().equals("org.latchkey.jaspic")
                                || Arrays.stream(theirs).noneMatch(c.getName()::endsWith)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.security.enterprise..", "jakarta.enterprise..", "jakarta.inject.."));
        check(noClasses()
                .that()
                .haveSimpleNameNotEndingWith("IdentityStoreExtension")
                .and()
                .doNotHaveSimpleName("LdapIdentityStore")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("LdapIdentityStore"));
    }

    @Test
    void there_are_no_cycles() {
        check(slices().matching("org.latchkey.(**)").should().beFreeOfCycles());
    }

    @Test
    void names_say_what_a_class_is_for() {
        List<String> vague = List.of("Manager", "Helper", "Utils", "Util", "Impl");
        assertThat(OURS.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> vague.stream().anyMatch(name::endsWith)))
                .isEmpty();
    }

    @Test
    void nothing_of_the_jdk_that_is_gone_or_dangerous_is_called() {
        check(noClasses().should().callMethod(System.class, "setProperty", String.class, String.class));
        check(noClasses()
                .should()
                .callMethod("javax.security.auth.Subject", "getSubject", "java.security.AccessControlContext"));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream"));
    }

    @Test
    void what_is_public_in_engine_and_doors_is_final_or_a_contract() {
        check(classes()
                .that()
                .arePublic()
                .and()
                .resideInAnyPackage(
                        "org.latchkey",
                        "org.latchkey.auth",
                        "org.latchkey.config",
                        "org.latchkey.jaas",
                        "org.latchkey.jaspic",
                        "org.latchkey.cli",
                        "org.latchkey.inspect",
                        "org.latchkey.proxy")
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL));
    }

    private static void check(ArchRule rule) {
        rule.check(OURS);
    }

    /** Our classes outside the rooms named. */
    private static DescribedPredicate<JavaClass> ours(String... allowed) {
        return DescribedPredicate.describe(
                "are ours outside " + String.join(", ", allowed),
                c -> (c.getPackageName().equals("org.latchkey")
                                || c.getPackageName().startsWith("org.latchkey."))
                        && !c.getPackageName().startsWith("org.latchkey.shaded")
                        && Arrays.stream(allowed).noneMatch(c.getPackageName()::equals));
    }
}
