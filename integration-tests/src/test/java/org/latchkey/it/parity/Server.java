package org.latchkey.it.parity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latchkey.it.fixture.Fixture;
import org.latchkey.it.slapd.OpenLdap;
import org.latchkey.it.slapd.SlapdOptions;
import org.latchkey.it.support.FreePort;
import org.latchkey.it.tls.ServerCertificate;

/** The directories: one tree, different manners. Started when first needed; not for concurrent use. */
enum Server {
    /** Everybody may read, but no passwords. */
    OPEN,
    /** Only the reader account may read; everybody may bind. */
    CLOSED {
        @Override
        void adorn(SlapdOptions options) {
            options.denyAnonymousRead();
        }
    },
    /** Who is bound may read; anonymous may only bind. */
    BOUND {
        @Override
        void adorn(SlapdOptions options) {
            options.database("access to attrs=userPassword by anonymous auth by * none")
                    .database("access to dn.subtree=\"" + Fixture.HIDDEN + "\" by * none")
                    .database("access to * by users read by * none");
        }
    },
    /** Takes a DN without a password for anonymous, and says success. */
    LAX {
        @Override
        void adorn(SlapdOptions options) {
            options.allowUnauthenticatedBind();
        }
    },
    /** Cuts every answer after two entries. */
    CUT {
        @Override
        void adorn(SlapdOptions options) {
            options.sizeLimit(2);
        }
    },
    /** Computes {@code memberOf}. */
    MEMBER_OF {
        @Override
        void adorn(SlapdOptions options) {
            options.memberOf();
        }
    },
    /** Has password policies in force. */
    POLICY {
        @Override
        void adorn(SlapdOptions options) {
            options.passwordPolicy();
        }
    },
    /** Answers nothing in clear. */
    ENCRYPTED {
        @Override
        void adorn(SlapdOptions options) {
            options.requireTls();
        }
    },
    /** Refers to the owners of tenant A on the open server. */
    REFERRING {
        @Override
        void adorn(SlapdOptions options) {
            options.referralTo(OPEN.slapd().url() + "/ou=roles,ou=tenant-a,dc=example,dc=org??sub");
        }
    },
    /** Presents a certificate for another host. */
    MISNAMED {
        @Override
        void adorn(SlapdOptions options) {
            options.certificate(ServerCertificate.WRONG_NAME);
        }
    };

    private @Nullable OpenLdap running;

    /** Says how it differs from an ordinary one. */
    void adorn(SlapdOptions options) {}

    /** The running server. */
    OpenLdap slapd() {
        if (running == null) {
            var options = OpenLdap.named("parity-" + name().toLowerCase(Locale.ROOT));
            adorn(options);
            running = options.start();
        }
        return running;
    }

    /** Puts addresses, and the reader's account, where the text asks for them. */
    String resolve(String text) {
        return text.replace("${url}", slapd().url())
                .replace("${secureUrl}", slapd().secureUrl())
                .replace("${securePort}", Integer.toString(slapd().securePort()))
                .replace("${deadUrl}", "ldap://127.0.0.1:" + Dead.PORT)
                .replace("${reader}", Fixture.READER_DN)
                .replace("${readerPassword}", Fixture.READER_PASSWORD);
    }

    /** Stops it; the next to ask gets a new one. */
    void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** A port on which nobody listens. */
    private static final class Dead {
        static final int PORT = FreePort.next();
    }
}
