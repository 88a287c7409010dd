package org.latchkey.proxy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latchkey.config.HeaderName;
import org.latchkey.config.ProxyConfig;
import org.latchkey.config.ProxyHeaders;
import org.latchkey.proxy.HeaderValue.Unreadable;
import org.latchkey.proxy.ProxyAnswer.NobodyNamed;
import org.latchkey.proxy.ProxyAnswer.NotTrusted;
import org.latchkey.proxy.ProxyAnswer.Refused;

/**
 * Decides whom a request names, and what of it no application may see.
 *
 * <p>A door takes the header lines of {@link #reads} out of the request, asks {@link #examine}, and lets none of {@link #hides}
 * through, whoever sent them and whatever the answer is. Nothing is sent anywhere; the file with the secret is looked at, and
 * read again when it was written. Safe for use by many threads.
 *
 * <h2>What is not promised</h2>
 *
 * <p>That the person exists, or may come in: a name is a name until the directory was asked.
 */
public final class ProxyGate {

    private static final String OF_CGI = "remote-user";

    private final ProxyHeaders names;
    private final boolean ajpRemoteUser;
    private final PeerProof proof;
    private final Set<String> hidden;

    private ProxyGate(ProxyConfig config, Consumer<String> warnings) {
        names = config.headers();
        ajpRemoteUser = config.ajpRemoteUser();
        proof = new PeerProof(config, warnings);
        hidden = new HashSet<>(Set.of(OF_CGI));
        Stream<@Nullable String> single =
                Stream.of(names.groups(), config.proof().secretHeader());
        Stream.of(names.user().stream(), names.attributes().keySet().stream(), single)
                .flatMap(all -> all)
                .filter(name -> name != null)
                .forEach(name -> hidden.add(HeaderName.folded(name)));
    }

    /**
     * Makes the gate.
     *
     * @param config which proxies are trusted, and how they speak
     * @param warnings is told, in a sentence without secrets, when the file with the secret has become bad; called by the
     *     threads that ask
     * @return the gate
     * @throws IllegalArgumentException when the file with the secret has become bad since the configuration was read
     */
    public static ProxyGate open(ProxyConfig config, Consumer<String> warnings) {
        return new ProxyGate(config, warnings);
    }

    /**
     * Whether a header is to be taken out of every request: those configured, CGI's {@code REMOTE_USER}, and every spelling
     * of them that some application takes for the same.
     *
     * @param name a header's name
     * @return true when no application may see it
     */
    public boolean hides(String name) {
        return hidden.contains(HeaderName.folded(name));
    }

    /**
     * Whether {@link #examine} wants to see a header.
     *
     * @param name a header's name
     * @return true for those it {@link #hides}, and for {@code Authorization}
     */
    public boolean reads(String name) {
        return hides(name) || BasicName.isHeader(name);
    }

    /**
     * Decides whom a request names.
     *
     * @param peer who it came from
     * @param headers those of its header lines that {@link #reads} tells, in their order
     * @return the answer
     */
    public ProxyAnswer examine(ProxyPeer peer, List<HeaderLine> headers) {
        if (!proof.trustsAddress(peer)) {
            return new NotTrusted();
        }
        Statement statement = new Statement(names, headers);
        ProxyPeer.Ajp ajp = peer.ajp();
        return ajpRemoteUser && ajp != null ? byAjp(ajp, statement) : byHeader(peer, headers, statement);
    }

    private ProxyAnswer byAjp(ProxyPeer.Ajp ajp, Statement statement) {
        String user = ajp.remoteUser();
        if (!proof.trusts(ajp)) {
            return user == null ? new NotTrusted() : new Refused(ProxyRefusal.NO_PROOF);
        }
        return user == null ? new NobodyNamed() : statement.of(user);
    }

    private ProxyAnswer byHeader(ProxyPeer peer, List<HeaderLine> headers, Statement statement) {
        if (!proof.trusts(peer, headers)) {
            boolean speaks = statement.namesAnybody() || headers.stream().anyMatch(proof::isSecret);
            return speaks ? new Refused(ProxyRefusal.NO_PROOF) : new NotTrusted();
        }
        try {
            Optional<String> name = statement.name();
            return name.isPresent() ? statement.of(name.get()) : new NobodyNamed();
        } catch (Unreadable e) {
            return new Refused(e.refusal());
        }
    }
}
