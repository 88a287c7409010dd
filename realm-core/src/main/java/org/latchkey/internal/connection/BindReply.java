package org.latchkey.internal.connection;

import java.util.Optional;

/**
 * What a server answered to a bind (RFC 4511 4.2.2).
 *
 * @param code the result code
 * @param diagnostic the server's text, for the sub-codes of Active Directory; may be empty
 * @param passwordPolicy the value of the password-policy response control, or empty
 */
public record BindReply(int code, String diagnostic, Optional<byte[]> passwordPolicy) {}
