package org.latchkey.internal.group;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A security identifier of Windows (MS-DTYP 2.4.2.2). Immutable.
 *
 * @param hex its bytes as hex digits
 */
record Sid(String hex) {

    private static final int HEAD = 8;
    private static final int MOST_PARTS = 15;

    /** Reads one, or nothing where the bytes are none. */
    static Optional<Sid> of(byte[] bytes) {
        boolean whole = bytes.length > HEAD
                && bytes[0] == 1
                && bytes[1] >= 1
                && bytes[1] <= MOST_PARTS
                && bytes.length == HEAD + 4 * bytes[1];
        return whole ? Optional.of(new Sid(HexFormat.of().formatHex(bytes))) : Optional.empty();
    }

    /** The one that another number has in the same domain. */
    Sid sibling(long number) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int) number);
        return new Sid(HexFormat.of().formatHex(bytes));
    }

    /** The clause that finds its entry. */
    String filter() {
        return "(objectSid=" + hex.replaceAll("..", "\\\\$0") + ")";
    }

    /** As administrators write it. */
    @Override
    public String toString() {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).order(ByteOrder.LITTLE_ENDIAN);
        StringBuilder text = new StringBuilder("S-1-")
                .append(bytes.order(ByteOrder.BIG_ENDIAN).getLong(0) & 0xffff_ffff_ffffL);
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        for (int at = HEAD; at < bytes.limit(); at += 4) {
            text.append('-').append(Integer.toUnsignedString(bytes.getInt(at)));
        }
        return text.toString();
    }
}
