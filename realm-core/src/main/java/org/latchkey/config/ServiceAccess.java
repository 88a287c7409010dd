package org.latchkey.config;

import org.jspecify.annotations.Nullable;

/**
 * Who searches.
 *
 * @param identity the service account, or nobody
 * @param template {@code connectionName} with a place in it, or {@code null}: searches are then bound by the user
 */
record ServiceAccess(ServiceIdentity identity, @Nullable NameTemplate template) {}
