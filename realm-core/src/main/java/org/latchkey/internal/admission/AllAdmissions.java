package org.latchkey.internal.admission;

import java.util.List;
import java.util.Optional;
import org.latchkey.auth.RejectionReason;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

/**
 * Lets in whom all of several would let in; the first that refuses gives the reason.
 *
 * @param parts who is asked, in order
 */
public record AllAdmissions(List<Admission> parts) implements Admission {

    /** Copies the list. */
    public AllAdmissions {
        parts = List.copyOf(parts);
    }

    @Override
    public void prepare(DirectorySession service) throws DirectoryException {
        for (Admission part : parts) {
            part.prepare(service);
        }
    }

    @Override
    public Optional<RejectionReason> refusal(User user, List<Group> groups) {
        return parts.stream()
                .flatMap(part -> part.refusal(user, groups).stream())
                .findFirst();
    }
}
