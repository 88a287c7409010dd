package org.latchkey.proxy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.Dn;
import org.latchkey.config.Network;
import org.latchkey.config.ProxyConfig;
import org.latchkey.config.ProxyProof;

/** Decides whether it is a trusted proxy who speaks: by its address, and by what it shows. Safe for use by many threads. */
final class PeerProof {

    private final List<Network> trusted;
    private final ProxyProof proof;
    private final @Nullable ProxySecrets secrets;

    PeerProof(ProxyConfig config, Consumer<String> warnings) {
        trusted = config.trusted();
        proof = config.proof();
        secrets = proof.secretFile() == null ? null : new ProxySecrets(proof.secretFile(), warnings);
    }

    boolean trustsAddress(ProxyPeer peer) {
        String address = peer.address();
        return address != null && trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** Whether an AJP connection of a trusted address is the proxy's. */
    boolean trusts(ProxyPeer.Ajp ajp) {
        return ajp.secretChecked() || proof.waived();
    }

    /** Whether headers from a trusted address are the proxy's. */
    boolean trusts(ProxyPeer peer, List<HeaderLine> headers) {
        return proof.isAsked() ? showsSecret(headers) && showsCertificate(peer) : proof.waived();
    }

    boolean isSecret(HeaderLine line) {
        return line.name().equalsIgnoreCase(proof.secretHeader());
    }

    private boolean showsSecret(List<HeaderLine> headers) {
        if (secrets == null) {
            return true;
        }
        List<HeaderLine> shown = headers.stream().filter(this::isSecret).toList();
        return shown.size() == 1 && secrets.hold(shown.get(0).value());
    }

    private boolean showsCertificate(ProxyPeer peer) {
        return proof.subjects().isEmpty()
                || Optional.ofNullable(peer.certificateSubject())
                        .flatMap(Dn::tryParse)
                        .filter(proof.subjects()::contains)
                        .isPresent();
    }
}
