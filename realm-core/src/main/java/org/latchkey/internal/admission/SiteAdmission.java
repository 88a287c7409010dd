package org.latchkey.internal.admission;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.latchkey.auth.RejectionReason;
import org.latchkey.spi.Admission;
import org.latchkey.spi.DirectoryException;
import org.latchkey.spi.DirectorySession;
import org.latchkey.spi.Group;
import org.latchkey.spi.User;

/**
 * A site's own check: what it throws, or an answer of {@code null}, refuses.
 *
 * @param site the site's check
 * @param warnings is told of each failure
 */
public record SiteAdmission(Admission site, Consumer<String> warnings) implements Admission {

    @Override
    public void prepare(DirectorySession service) throws DirectoryException {
        site.prepare(service);
    }

    @Override
    @SuppressWarnings("OptionalAssignedToNull") // a site may return what it must not
    public Optional<RejectionReason> refusal(User user, List<Group> groups) {
        try {
            Optional<RejectionReason> refusal = site.refusal(user, groups);
            return refusal == null ? failed("it answered null") : refusal;
        } catch (RuntimeException | LinkageError e) {
            return failed(e.toString());
        }
    }

    private Optional<RejectionReason> failed(String how) {
        warnings.accept("admissionCheckClassName: " + site.getClass().getName() + " failed, which refuses: " + how);
        return Optional.of(RejectionReason.NOT_ADMITTED);
    }
}
