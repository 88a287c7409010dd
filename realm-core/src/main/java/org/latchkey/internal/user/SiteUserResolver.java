package org.latchkey.internal.user;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.Dn;
import org.latchkey.auth.RejectionReason;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.SearchSpec;
import org.latchkey.spi.User;
import org.latchkey.spi.UserResolution;
import org.latchkey.spi.UserResolver;

/**
 * Asks a site's own resolver whom a name means, and then reads that entry as any other: what later stages need does not
 * depend on what the resolver happened to read. Several candidates are nobody.
 *
 * @param site the site's resolver
 * @param nameAttribute the attribute that holds the name applications see, or empty for the name the resolver gives
 * @param wanted what the entry must bring
 * @param filter what the entry must match
 */
public record SiteUserResolver(
        UserResolver site, Optional<String> nameAttribute, WantedAttributes wanted, String filter)
        implements UserResolver {

    @Override
    public UserResolution resolve(String username, DirectorySession session) throws DirectoryException {
        UserResolution answer = site.resolve(username, session);
        if (answer instanceof UserResolution.Found found) {
            return read(username, found.user(), session);
        }
        if (answer instanceof UserResolution.Candidates several
                && several.users().size() == 1) {
            return read(username, several.users().get(0), session);
        }
        return answer instanceof UserResolution.NotFound
                ? answer
                : new UserResolution.NotFound(RejectionReason.AMBIGUOUS_USER);
    }

    private UserResolution read(String username, User user, DirectorySession session) throws DirectoryException {
        Dn dn = user.dn();
        if (dn == null) {
            throw new DirectoryException(
                    UnavailableCause.MISCONFIGURED,
                    "userResolverClassName: " + site.getClass().getName() + " found a user and told no DN");
        }
        List<DirectoryEntry> entries =
                session.search(SearchSpec.entry(dn, filter, wanted.names())).entries();
        if (entries.isEmpty()) {
            return new UserResolution.NotFound(RejectionReason.UNKNOWN_USER);
        }
        DirectoryEntry entry = entries.get(0);
        Optional<String> name = nameAttribute.isEmpty()
                ? Optional.of(user.canonical())
                : new CanonicalName(nameAttribute.get()).of(entry, username);
        return name.<UserResolution>map(canonical -> new UserResolution.Found(User.read(username, canonical, entry)))
                .orElse(new UserResolution.NotFound(RejectionReason.AMBIGUOUS_USER));
    }
}
