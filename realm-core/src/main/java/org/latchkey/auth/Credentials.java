package org.latchkey.auth;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.function.Predicate;
import org.ietf.jgss.GSSCredential;
import org.jspecify.annotations.Nullable;

/** What a user, or a container on the user's behalf, presents at a door. */
public sealed interface Credentials {

    /**
     * The name as presented.
     *
     * @return the user name, not yet known to exist
     */
    String username();

    /**
     * The same credentials under another spelling of the name.
     *
     * @param name the name to carry
     * @return a copy of these credentials
     */
    Credentials named(String name);

    /**
     * A name and the password typed with it.
     *
     * @param username the name as typed
     * @param password the password as typed, never changed on its way
     */
    record UsernamePassword(String username, Secret password) implements Credentials {

        /** Checks that both are there; whether they are acceptable is the gate's to say. */
        public UsernamePassword {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(password, "password");
        }

        @Override
        public UsernamePassword named(String name) {
            return new UsernamePassword(name, password);
        }
    }

    /**
     * A name that somebody else has proved: a client certificate, Kerberos, a trusted proxy.
     *
     * <p>Only the password is taken as proved. Whether the person exists and may come in is decided as for any login.
     *
     * @param username the proved name
     * @param delegated a delegated Kerberos credential to search the directory with, or {@code null}
     * @param certificate the client certificate that proved the name, or {@code null}
     */
    record Asserted(
            String username,
            @Nullable GSSCredential delegated,
            @Nullable X509Certificate certificate) implements Credentials {

        /** Checks that there is a name. */
        public Asserted {
            Objects.requireNonNull(username, "username");
        }

        /**
         * A name that no certificate proved.
         *
         * @param username the proved name
         * @param delegated a delegated Kerberos credential to search the directory with, or {@code null}
         */
        public Asserted(String username, @Nullable GSSCredential delegated) {
            this(username, delegated, null);
        }

        @Override
        public Asserted named(String name) {
            return new Asserted(name, delegated, certificate);
        }
    }

    /**
     * A client certificate that the container has verified: its chain, its dates, and that the client holds the key. Which
     * name in it is its user's, the configuration says ({@code certificateUser}); until that is read, it goes by its subject.
     *
     * @param certificate the certificate
     */
    record ClientCertificate(X509Certificate certificate) implements Credentials {

        /** Checks that there is a certificate. */
        public ClientCertificate {
            Objects.requireNonNull(certificate, "certificate");
        }

        @Override
        public String username() {
            return certificate.getSubjectX500Principal().toString();
        }

        @Override
        public Asserted named(String name) {
            return new Asserted(name, null, certificate);
        }
    }

    /**
     * A user who was let in before and whose session goes on, by the name that applications know.
     *
     * <p>Nothing is proved by it. Whether the person still exists and may still come in is decided as for any login.
     *
     * @param username the name as applications see it, not as it was typed
     * @param delegated a delegated Kerberos credential to search the directory with, or {@code null}
     */
    record Known(String username, @Nullable GSSCredential delegated) implements Credentials {

        /** Checks that there is a name. */
        public Known {
            Objects.requireNonNull(username, "username");
        }

        @Override
        public Known named(String name) {
            return new Known(name, delegated);
        }
    }

    /**
     * A name and a proof that can only be checked against the stored password, such as an HTTP Digest answer
     * (RFC 7616 3.4).
     *
     * @param username the name as presented
     * @param matches tells of one stored value of the password attribute whether the proof was made from it; it must not
     *     keep or show the value
     */
    record StoredPasswordProof(String username, Predicate<String> matches) implements Credentials {

        /** Checks that both are there. */
        public StoredPasswordProof {
            Objects.requireNonNull(username, "username");
            Objects.requireNonNull(matches, "matches");
        }

        @Override
        public StoredPasswordProof named(String name) {
            return new StoredPasswordProof(name, matches);
        }
    }
}
