package org.latchkey.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, written as CIDR (RFC 4632 3.1, RFC 4291 2.3): {@code 10.1.0.0/16}, {@code fd00::/8}, or one address.
 *
 * <p>Immutable. An IPv4 address that is mapped into IPv6 (RFC 4291 2.5.5.2) is the IPv4 address, here and in what is compared.
 * Never asks DNS.
 */
public final class Network {

    private static final int MAPPED_BITS = 96;
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");
    private static final List<Network> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1"));

    private final String text;
    private final byte[] address;
    private final int length;

    private Network(String text, byte[] address, int length) {
        this.text = text;
        this.address = address;
        this.length = length;
    }

    /**
     * Reads a range.
     *
     * @param text an address, with or without a slash and the length of its prefix
     * @return the range
     * @throws IllegalArgumentException for a name, for all addresses there are, and for bits behind the prefix
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address = literal(literal)
                .orElseThrow(() -> new IllegalArgumentException(
                        Findings.quoted(literal) + " is not an IP address, and names are not looked up"));
        int bits = address.length * Byte.SIZE;
        int length = slash < 0 ? bits : length(text.substring(slash + 1), literal, address);
        if (length == 0) {
            throw new IllegalArgumentException(Findings.quoted(text) + " is every address there is");
        }
        if (length < 0 || length > bits) {
            throw new IllegalArgumentException(Findings.quoted(text) + " has no prefix from 1 to " + bits);
        }
        byte[] masked = masked(address, length);
        if (!Arrays.equals(address, masked)) {
            throw new IllegalArgumentException(Findings.quoted(text) + " has bits behind its prefix: the network is "
                    + shown(masked) + "/" + length);
        }
        return new Network(text, address, length);
    }

    private static int length(String text, String literal, byte[] address) {
        if (!LENGTH.matcher(text).matches()) {
            return -1;
        }
        int length = Integer.parseInt(text);
        boolean mapped = address.length == 4 && literal.indexOf(':') >= 0;
        return !mapped || length == 0 ? length : Math.max(length - MAPPED_BITS, -1);
    }

    /**
     * Whether an address is in it.
     *
     * @param peer an address as a socket tells it, with or without a zone (RFC 4007 11); anything else is in none
     * @return true when it is
     */
    public boolean contains(String peer) {
        int zone = peer.indexOf('%');
        return literal(zone < 0 ? peer : peer.substring(0, zone))
                .filter(bytes -> bytes.length == address.length)
                .filter(bytes -> Arrays.equals(masked(bytes, length), address))
                .isPresent();
    }

    /**
     * Whether only this machine has its addresses.
     *
     * @return true for {@code 127.0.0.0/8}, {@code ::1} and parts of them
     */
    public boolean isLoopback() {
        return LOOPBACK.stream().anyMatch(all -> all.length <= length && all.contains(shown(address)));
    }

    private static Optional<byte[]> literal(String text) {
        try {
            if (IPV4.matcher(text).matches()) {
                return Optional.of(InetAddress.getByName(text).getAddress());
            }
            return IPV6.matcher(text).matches()
                    ? Optional.of(InetAddress.getByName("[" + text + "]").getAddress())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static byte[] masked(byte[] address, int length) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, length - i * Byte.SIZE));
            masked[i] = (byte) (address[i] & (0xff << (Byte.SIZE - kept)));
        }
        return masked;
    }

    private static String shown(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has neither 4 nor 16 bytes", e);
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
