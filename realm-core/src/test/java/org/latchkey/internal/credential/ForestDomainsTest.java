package org.latchkey.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latchkey.auth.Dn;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchResults;
import org.latchkey.spi.SearchSpec;

class ForestDomainsTest {

    private static final Dn ALICE = Dn.parse("CN=Alice,OU=People,DC=ad,DC=corp,DC=example");
    private static final Dn CONFIGURATION = Dn.parse("CN=Configuration,DC=corp,DC=example");

    private final List<String> asked = new ArrayList<>();
    private final ForestDomains domains = new ForestDomains();
    private boolean down;

    private final DirectorySession forest = spec -> {
        asked.add(spec.base() + " " + spec.filter());
        if (down) {
            throw new DirectoryException(UnavailableCause.TIMEOUT, "slow");
        }
        return new SearchResults(spec.base().isRoot() ? root() : crossReferences(spec), false);
    };

    private static List<DirectoryEntry> root() {
        return List.of(
                new DirectoryEntry(Dn.ROOT, Map.of("configurationNamingContext", List.of(CONFIGURATION.toString()))));
    }

    private static List<DirectoryEntry> crossReferences(SearchSpec spec) {
        return spec.filter().contains("=ADX)")
                ? List.of(new DirectoryEntry(
                        Dn.parse("CN=ADX,CN=Partitions").under(CONFIGURATION),
                        Map.of("nCName", List.of("dc=AD,dc=corp,dc=example"))))
                : List.of();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "CN=Alice,OU=People,DC=ad,DC=corp,DC=example -> ADX -> true",
                "CN=Alice,DC=child,DC=ad,DC=corp,DC=example -> ADX -> false",
                "CN=Alice,DC=corp,DC=example -> ADX -> false",
                "CN=Alice,OU=People,DC=ad,DC=corp,DC=example -> AD -> false",
                "CN=Alice,OU=People,DC=ad,DC=corp,DC=example -> A*X -> false",
                "CN=Alice,O=corp -> ADX -> false",
            })
    void a_domain_holds_the_entries_of_its_naming_context(String entry, String domain, boolean holds) {
        assertThat(domains.holds(Dn.parse(entry), domain, forest)).isEqualTo(holds);
    }

    @Test
    void the_forest_is_asked_once_for_a_name() {
        assertThat(domains.holds(ALICE, "ADX", forest)).isTrue();
        assertThat(domains.holds(ALICE, "ADX", forest)).isTrue();
        assertThat(domains.holds(ALICE, "OTHER", forest)).isFalse();
        assertThat(domains.holds(ALICE, "OTHER", forest)).isFalse();
        assertThat(asked)
                .containsExactly(
                        " (objectClass=*)",
                        "CN=Partitions,CN=Configuration,DC=corp,DC=example (&(objectClass=crossRef)(nETBIOSName=ADX))",
                        " (objectClass=*)",
                        "CN=Partitions,CN=Configuration,DC=corp,DC=example (&(objectClass=crossRef)(nETBIOSName=OTHER))");
    }

    @Test
    void what_could_not_be_told_is_asked_again() {
        down = true;
        assertThat(domains.holds(ALICE, "ADX", forest)).isFalse();
        down = false;
        assertThat(domains.holds(ALICE, "ADX", forest)).isTrue();
    }
}
