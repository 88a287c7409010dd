package org.latchkey.internal.jndi;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.latchkey.auth.LogText;
import org.latchkey.config.TlsMaterial;

/**
 * TLS with the certificates of one directory's own, made anew when one of their files has changed. The files are looked at
 * only when somebody asks, and at most once a second. New files that cannot be used change nothing and are told of once.
 *
 * <p>Safe for use by many threads. Each reading has an {@link SSLContext} of its own, so that no session which older
 * certificates vouched for is ever resumed; neither the JVM's default context nor its properties are touched.
 */
final class ReloadedTls implements Supplier<SSLSocketFactory> {

    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final TlsMaterial material;
    private final Logger log;
    private final LongSupplier clock;
    private SSLSocketFactory sockets;
    private FileStamp stamp;
    private long looked;

    /**
     * Reads the files for the first time.
     *
     * @param material the certificates
     * @param log takes what becomes of later readings
     * @param clock the monotonic clock
     * @throws IllegalArgumentException when a file cannot be used; the message names its key
     */
    ReloadedTls(TlsMaterial material, Logger log, LongSupplier clock) {
        this.material = material;
        this.log = log;
        this.clock = clock;
        this.stamp = FileStamp.of(material.files());
        this.looked = clock.getAsLong();
        try {
            this.sockets = read();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What makes sockets with the certificates as they are now, or as they last were in order. */
    @Override
    public synchronized SSLSocketFactory get() {
        if (clock.getAsLong() - looked >= LOOK_EVERY) {
            looked = clock.getAsLong();
            look();
        }
        return sockets;
    }

    private void look() {
        FileStamp now = FileStamp.of(material.files());
        if (now.equals(stamp)) {
            return;
        }
        stamp = now;
        try {
            sockets = read();
            log.log(Level.INFO, "the certificates for TLS have changed and were read again");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            log.log(
                    Level.ERROR,
                    "the certificates for TLS have changed, but those read before stay in use: "
                            + LogText.escaped(String.valueOf(e.getMessage())));
        }
    }

    private SSLSocketFactory read() throws IOException, GeneralSecurityException {
        X509ExtendedTrustManager trust =
                material.verified() ? ExplainingTrust.in(material.trusted().orElse(null)) : new NoVerification();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ClientKeys.of(material.clientKeys()), new TrustManager[] {trust}, null);
        return context.getSocketFactory();
    }
}
