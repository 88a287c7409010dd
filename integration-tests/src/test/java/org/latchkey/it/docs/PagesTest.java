package org.latchkey.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page can be found, and every link leads somewhere. */
class PagesTest {

    private static final List<Path> FILES = Page.files();
    private static final List<Page> PAGES = Page.all();

    @Test
    void a_link_leads_to_a_file_and_a_heading_that_are_there() {
        List<String> links = PAGES.stream()
                .flatMap(page -> page.links().stream().map(link -> page.path() + " " + link))
                .toList();
        assertThat(links).hasSizeGreaterThan(100);
        assertThat(PAGES.stream().flatMap(PagesTest::broken)).isEmpty();
    }

    private static Stream<String> broken(Page page) {
        return page.links().stream()
                .flatMap(link -> fault(page, link).stream())
                .map(fault -> page.path() + ": " + fault);
    }

    private static Optional<String> fault(Page page, String link) {
        Path target = page.target(link);
        if (!target.startsWith(Page.ROOT) || !Files.exists(target)) {
            return Optional.of(link + " leads to no file");
        }
        int anchor = link.indexOf('#');
        return anchor < 0 || Page.at(Page.ROOT.relativize(target)).anchors().contains(link.substring(anchor + 1))
                ? Optional.empty()
                : Optional.of(link + " leads to no heading");
    }

    @Test
    void the_index_leads_to_every_page() {
        Set<Path> listed = Page.at(Path.of("docs", "README.md")).targets();
        assertThat(listed).hasSizeGreaterThan(20);
        assertThat(PAGES.stream().map(Page::path).filter(PagesTest::isListed).map(Page.ROOT::resolve))
                .isSubsetOf(listed);
    }

    private static boolean isListed(Path path) {
        boolean decision = path.startsWith(Path.of("docs", "adr")) && !path.endsWith("README.md");
        return path.startsWith("docs") && !decision && !path.equals(Path.of("docs", "README.md"));
    }

    @Test
    void a_test_that_a_page_names_is_there() {
        Set<String> there =
                FILES.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        Set<String> named =
                PAGES.stream().flatMap(page -> page.tests().stream()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(named.stream().filter(test -> !there.contains(test + ".java")))
                .isEmpty();
    }

    @Test
    void a_page_leads_to_every_example() {
        Set<Path> linked =
                PAGES.stream().flatMap(page -> page.targets().stream()).collect(Collectors.toSet());
        List<Path> examples = FILES.stream()
                .filter(file -> file.startsWith(Page.ROOT.resolve("examples")))
                .toList();
        assertThat(examples).hasSizeGreaterThan(10);
        assertThat(examples.stream().filter(example -> !linked.contains(example)))
                .isEmpty();
    }

    @Test
    void a_realm_among_the_examples_stands_in_the_pages_as_it_is_in_its_file() throws IOException {
        List<Path> realms = FILES.stream()
                .filter(file -> file.startsWith(Page.ROOT.resolve("examples")))
                .filter(file -> file.getFileName().toString().startsWith("realm-"))
                .toList();
        assertThat(realms).hasSizeGreaterThan(3);
        for (Path realm : realms) {
            String text = Files.readString(realm);
            List<Page> pages = PAGES.stream()
                    .filter(page -> page.targets().contains(realm))
                    .toList();
            assertThat(pages).as(realm.toString()).isNotEmpty();
            assertThat(pages.stream()
                            .filter(page -> !page.text().contains(text))
                            .map(Page::path))
                    .as(realm.toString())
                    .isEmpty();
        }
    }
}
