package org.latchkey.internal.user;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.latchkey.auth.UnavailableCause;
import org.latchkey.spi.DirectoryEntry;
import org.latchkey.spi.DirectoryException;

/**
 * Takes from an entry what stays the same when its name changes: a text as it is, a GUID and a SID as their own tools write
 * them (MS-DTYP 2.3.4.3 and 2.4.2.1), other bytes as hex digits. Immutable.
 *
 * @param attribute the attribute that holds it
 */
record StableId(String attribute) {

    private static final Set<String> GUIDS = Set.of("objectguid", "ms-ds-consistencyguid", "msexchmailboxguid");
    private static final Set<String> SIDS = Set.of("objectsid", "securityidentifier", "msexchmasteraccountsid");
    private static final int GUID_BYTES = 16;
    private static final int SID_HEADER = 8;
    private static final long MOST_DECIMAL = 0xffff_ffffL;

    /**
     * The id.
     *
     * @param entry the entry, or {@code null} when none was read
     * @return the id as text
     * @throws DirectoryException when the entry has none, or several
     */
    String of(@Nullable DirectoryEntry entry) throws DirectoryException {
        List<Object> values = entry == null ? List.of() : entry.values(attribute);
        if (values.size() != 1) {
            throw fault(entry, values.isEmpty() ? "shows no value" : "has " + values.size() + " values");
        }
        try {
            String id = values.get(0) instanceof byte[] bytes ? text(bytes) : String.valueOf(values.get(0));
            if (id.isBlank()) {
                throw fault(entry, "has an empty value");
            }
            return id;
        } catch (IllegalArgumentException e) {
            throw fault(entry, "has a value that is " + e.getMessage());
        }
    }

    private DirectoryException fault(@Nullable DirectoryEntry entry, String what) {
        return new DirectoryException(
                UnavailableCause.MISCONFIGURED,
                (entry == null ? "the user's entry" : "the entry " + entry.dn()) + " " + what + " of '" + attribute
                        + "', and userIdAttribute must name one that has exactly one value for every user");
    }

    private String text(byte[] bytes) {
        String name = attribute.toLowerCase(Locale.ROOT);
        return GUIDS.contains(name)
                ? guid(bytes)
                : SIDS.contains(name) ? sid(bytes) : HexFormat.of().formatHex(bytes);
    }

    /** The first three parts are stored with their lowest byte first. */
    private static String guid(byte[] bytes) {
        if (bytes.length != GUID_BYTES) {
            throw new IllegalArgumentException("no GUID: " + bytes.length + " bytes");
        }
        ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long high = ((long) from.getInt() << 32) | (from.getShort() & 0xffffL) << 16 | (from.getShort() & 0xffffL);
        return new UUID(high, from.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
    }

    private static String sid(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        if (bytes.length < SID_HEADER || from.get() != 1 || bytes.length != SID_HEADER + Integer.BYTES * from.get()) {
            throw new IllegalArgumentException("no SID: " + bytes.length + " bytes");
        }
        long authority = (from.getShort() & 0xffffL) << 32 | (from.getInt() & MOST_DECIMAL);
        StringBuilder text = new StringBuilder("S-1-")
                .append(authority > MOST_DECIMAL ? String.format(Locale.ROOT, "0x%012x", authority) : authority);
        from.order(ByteOrder.LITTLE_ENDIAN);
        while (from.hasRemaining()) {
            text.append('-').append(from.getInt() & MOST_DECIMAL);
        }
        return text.toString();
    }
}
