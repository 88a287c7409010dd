package org.latchkey.it.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of Markdown.
 *
 * @param path where it is, below the root of the repository
 * @param text what is in it
 */
record Page(Path path, String text) {

    /** The root of the repository. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:IT|Test))`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}_ -]");

    /** Every page of the repository. */
    static List<Page> all() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".md"))
                .map(ROOT::relativize)
                .sorted()
                .map(Page::at)
                .toList();
    }

    /** Every file of the repository that is no output of a build. */
    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new Written(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Goes past what a build or a tool has put there, which may come and go meanwhile. */
    private static final class Written extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Written(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.startsWith("target") || name.startsWith(".")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
        }
    }

    static Page at(Path path) {
        try {
            return new Page(path, Files.readString(ROOT.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it links to, but for other sites; code is no link. */
    List<String> links() {
        String prose = CODE.matcher(FENCED.matcher(text).replaceAll("")).replaceAll("code");
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .toList();
    }

    /** The tests it names. */
    Set<String> tests() {
        return TEST.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The names by which others may link to its headings: lower case, blanks as hyphens, no other signs, repeats counted. */
    Set<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(FENCED.matcher(text).replaceAll(""))
                .results()
                .map(Page::anchor)
                .map(name -> {
                    int before = seen.merge(name, 1, Integer::sum) - 1;
                    return before == 0 ? name : name + "-" + before;
                })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String anchor(MatchResult heading) {
        String plain = NO_LETTER.matcher(heading.group(1).strip()).replaceAll("");
        return plain.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** Where a link leads that names a file, without its anchor. */
    Path target(String link) {
        String file = link.replaceFirst("#.*$", "");
        Path here = ROOT.resolve(path);
        return file.isEmpty() ? here : here.resolveSibling(file).normalize();
    }

    /** The files it links to. */
    Set<Path> targets() {
        return links().stream().map(this::target).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
